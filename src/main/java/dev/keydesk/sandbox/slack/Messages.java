package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every message with its earlier versions, which an export of a workspace has too. Ephemeral
 * messages are stored separately, because Slack keeps none of them.
 */
final class Messages {
    private final Map<MessageKey, List<MessageVersion>> posted = new LinkedHashMap<>();
    private final Set<MessageKey> deleted = new HashSet<>();
    private final Map<MessageKey, MessageVersion> ephemeral = new LinkedHashMap<>();
    private final List<MessageVersion> everEphemeral = new ArrayList<>();
    private final Changes changes;

    Messages(Changes changes) {
        this.changes = changes;
    }

    void add(MessageVersion message) {
        synchronized (this) {
            if (message.ephemeral()) {
                putEphemeral(message);
            } else {
                putLasting(message);
            }
        }
        changes.happened();
    }

    /** Adds a message of an earlier run. */
    void bringBack(MessageVersion message) {
        synchronized (this) {
            putLasting(message);
        }
        changes.happened();
    }

    private void putLasting(MessageVersion message) {
        posted.computeIfAbsent(message.ref(), _ -> new ArrayList<>()).add(message);
    }

    private void putEphemeral(MessageVersion message) {
        ephemeral.put(message.ref(), message);
        everEphemeral.add(message);
    }

    /** Returns an existing message that is not ephemeral, which the Web API can change. */
    synchronized Optional<MessageVersion> lasting(MessageKey ref) {
        return deleted.contains(ref)
                ? Optional.empty()
                : Optional.ofNullable(posted.get(ref)).map(List::getLast);
    }

    /**
     * Returns an existing message, ephemeral or not, which a person or a response URL can reach.
     */
    synchronized Optional<MessageVersion> any(MessageKey ref) {
        return lasting(ref).or(() -> Optional.ofNullable(ephemeral.get(ref)));
    }

    /** Returns the current version of all messages that are not ephemeral. */
    synchronized List<MessageVersion> lasting() {
        return posted.keySet().stream().flatMap(ref -> lasting(ref).stream()).toList();
    }

    /** Returns all versions of a message, the newest first, for clicks on an outdated screen. */
    synchronized List<MessageVersion> versions(MessageKey ref) {
        var found = ephemeral.get(ref);
        if (found != null) {
            return List.of(found);
        }
        return List.copyOf(posted.getOrDefault(ref, List.of())).reversed();
    }

    boolean replace(MessageKey ref, MessageContent content) {
        synchronized (this) {
            var found = any(ref);
            if (found.isEmpty()) {
                return false;
            }
            MessageVersion changed = found.get().withContent(content);
            if (changed.ephemeral()) {
                putEphemeral(changed);
            } else {
                putLasting(changed);
            }
        }
        changes.happened();
        return true;
    }

    boolean delete(MessageKey ref) {
        synchronized (this) {
            if (any(ref).isEmpty()) {
                return false;
            }
            if (ephemeral.remove(ref) == null) {
                deleted.add(ref);
            }
        }
        changes.happened();
        return true;
    }

    /** Removes a person's ephemeral messages, as a reload of Slack does. */
    void forgetEphemeral(UserId who) {
        synchronized (this) {
            ephemeral.values().removeIf(message -> message.visibleTo(who));
        }
        changes.happened();
    }

    synchronized List<MessageVersion> seenBy(UserId who, ChannelId channel) {
        List<MessageVersion> seen = new ArrayList<>();
        for (MessageKey ref : posted.keySet()) {
            lasting(ref).ifPresent(seen::add);
        }
        seen.addAll(ephemeral.values());
        return seen.stream()
                .filter(message -> message.ref().channel().equals(channel))
                .filter(message -> message.visibleTo(who))
                .sorted((one, other) -> one.ref().ts().compareTo(other.ref().ts()))
                .toList();
    }

    /** Returns every version of every message, including deleted ones. */
    synchronized List<MessageVersion> everything() {
        List<MessageVersion> all = new ArrayList<>(everEphemeral);
        posted.values().forEach(all::addAll);
        return all;
    }

    synchronized List<String> everythingThatStays() {
        List<String> all = new ArrayList<>();
        for (List<MessageVersion> versions : posted.values()) {
            for (MessageVersion version : versions) {
                all.add(version.text());
                all.add(version.blocks().toString());
                version.files().forEach(file -> all.add(file.text()));
            }
        }
        return all;
    }
}
