package dev.keydesk.support;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.Tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that ever became of the keys a desk made: in which order they came and went. Entra
 * itself remembers only those that are there.
 */
public final class KeyWatch {
    private static final Pattern MARKER = Pattern.compile("(KD-[0-9A-Z]{5})-([0-9]+)$");

    private final Tenant tenant;
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<SecretText, String> idsByValue = new HashMap<>();
    private long moment;

    private KeyWatch(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Watches from now on. */
    public static KeyWatch over(Tenant tenant) {
        var watch = new KeyWatch(tenant);
        tenant.onChange(watch::look);
        return watch;
    }

    /**
     * A key and when it came and went, counted in changes of the tenant.
     *
     * @param removed empty while it is there
     */
    public record Key(
            String id, String app, String ticket, int attempt, long made, Optional<Long> removed) {
        Key removedAt(long when) {
            return new Key(id, app, ticket, attempt, made, Optional.of(when));
        }

        /** Whether there was a moment at which both were there. */
        public boolean overlaps(Key other) {
            return made < other.removed().orElse(Long.MAX_VALUE)
                    && other.made < removed.orElse(Long.MAX_VALUE);
        }
    }

    private synchronized void look() {
        moment++;
        var there = new HashMap<String, Secret>();
        for (var app : tenant.applications()) {
            for (var secret : app.secrets()) {
                there.put(secret.keyId(), secret);
                keys.computeIfAbsent(secret.keyId(), id -> fresh(id, app.id(), secret));
            }
        }
        keys.replaceAll((id, key) ->
                key.removed().isEmpty() && !there.containsKey(id) ? key.removedAt(moment) : key);
    }

    private Key fresh(String id, String app, Secret secret) {
        idsByValue.put(tenant.valueOf(id), id);
        var marker = MARKER.matcher(secret.displayName());
        return marker.find()
                ? new Key(
                        id,
                        app,
                        marker.group(1),
                        Integer.parseInt(marker.group(2)),
                        moment,
                        Optional.empty())
                : new Key(id, app, "", 0, moment, Optional.empty());
    }

    /** All keys with the name of a request, in no order. */
    public synchronized List<Key> keys() {
        return new ArrayList<>(
                keys.values().stream().filter(key -> !key.ticket().isEmpty()).toList());
    }

    public synchronized Optional<String> idOf(SecretText value) {
        return Optional.ofNullable(idsByValue.get(value));
    }
}
