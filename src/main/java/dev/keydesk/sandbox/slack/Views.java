package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The open modals and Home tabs: a stack of at most three modals for each person. */
final class Views {
    private static final int DEEPEST = 3;

    private final Map<UserId, List<View>> stacks = new HashMap<>();
    private final Map<UserId, View> homes = new LinkedHashMap<>();
    private final Set<String> externalIds = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private final Ids ids;
    private final InstantSource clock;
    private final Changes changes;

    Views(Ids ids, InstantSource clock, Changes changes) {
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
    }

    /** Opens a first modal; the person's earlier modals are closed. */
    View open(UserId owner, ObjectNode definition) {
        View opened;
        synchronized (this) {
            externalIdIsNew(definition);
            opened = make(owner, definition, Optional.empty());
            stacks.put(owner, new ArrayList<>(List.of(opened)));
        }
        changes.happened();
        return opened;
    }

    /** Opens one more modal on top. */
    View push(UserId owner, ObjectNode definition) {
        View pushed;
        synchronized (this) {
            List<View> stack = stacks.getOrDefault(owner, List.of());
            if (stack.isEmpty()) {
                throw new Refused("not_found");
            }
            if (stack.size() >= DEEPEST) {
                throw new Refused("push_limit_reached");
            }
            externalIdIsNew(definition);
            pushed = make(owner, definition, Optional.of(stack.getLast()));
            stack.add(pushed);
        }
        changes.happened();
        return pushed;
    }

    /** Replaces the content of an open view, unless it has changed in the meantime. */
    View update(String id, Optional<String> hash, ObjectNode definition) {
        View updated;
        synchronized (this) {
            View view = modal(id).orElseThrow(() -> new Refused("not_found"));
            sameHash(view, hash);
            if (!Json.text(definition, "external_id").equals(view.externalId())) {
                externalIdIsNew(definition);
            }
            updated = view.redefined(completed(definition), newHash());
            remember(updated);
            put(updated);
        }
        changes.happened();
        return updated;
    }

    View publish(UserId owner, Optional<String> hash, ObjectNode definition) {
        View published;
        synchronized (this) {
            View before = homes.get(owner);
            if (before == null) {
                published = make(owner, definition, Optional.empty());
            } else {
                sameHash(before, hash);
                published = before.redefined(completed(definition), newHash());
                remember(published);
            }
            homes.put(owner, published);
        }
        changes.happened();
        return published;
    }

    private Optional<View> modal(String id) {
        return stacks.values().stream()
                .flatMap(List::stream)
                .filter(view -> view.id().equals(id))
                .findFirst();
    }

    private Optional<View> find(String id) {
        return homes.values().stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .or(() -> modal(id));
    }

    synchronized Optional<View> byExternalId(String externalId) {
        return stacks.values().stream()
                .flatMap(List::stream)
                .filter(view -> view.externalId().equals(Optional.of(externalId)))
                .findFirst();
    }

    synchronized List<View> stack(UserId owner) {
        return List.copyOf(stacks.getOrDefault(owner, List.of()));
    }

    synchronized Optional<View> home(UserId owner) {
        return Optional.ofNullable(homes.get(owner));
    }

    void enter(String id, Elements.Placed placed, JsonNode value) {
        synchronized (this) {
            find(id).ifPresent(view ->
                    put(view.entering(Entries.with(view.entered(), placed, value))));
        }
        changes.happened();
    }

    void complain(String id, Map<String, String> errors) {
        synchronized (this) {
            find(id).ifPresent(view -> put(view.complaining(errors)));
        }
        changes.happened();
    }

    /** Closes one modal; the one under it is shown again. */
    void close(String id) {
        synchronized (this) {
            stacks.values().forEach(stack -> stack.removeIf(view -> view.id().equals(id)));
        }
        changes.happened();
    }

    /** Closes all modals of a person and returns them, the topmost first. */
    List<View> clear(UserId owner) {
        List<View> gone;
        synchronized (this) {
            gone = stacks.getOrDefault(owner, List.of()).reversed();
            stacks.remove(owner);
        }
        changes.happened();
        return gone;
    }

    synchronized List<String> everythingThatStays() {
        return List.copyOf(history);
    }

    private View make(UserId owner, ObjectNode definition, Optional<View> under) {
        String id = ids.next("V");
        ObjectNode completed = completed(definition);
        var view =
                new View(
                        id,
                        owner,
                        completed,
                        newHash(),
                        Entries.initial(completed.path("blocks")),
                        under.map(View::rootId).orElse(id),
                        under.map(View::id),
                        Map.of());
        remember(view);
        return view;
    }

    private void put(View view) {
        if (view.isHome()) {
            homes.put(view.owner(), view);
            return;
        }
        stacks.getOrDefault(view.owner(), List.of())
                .replaceAll(open -> open.id().equals(view.id()) ? view : open);
    }

    /** Slack does not keep a modal's content, but its private_metadata comes back in payloads. */
    private void remember(View view) {
        Json.text(view.definition(), "private_metadata").ifPresent(history::add);
        if (view.isHome()) {
            history.add(view.blocks().toString());
        }
    }

    private void externalIdIsNew(ObjectNode definition) {
        Json.text(definition, "external_id")
                .filter(id -> !externalIds.add(id))
                .ifPresent(_ -> {
                    throw new Refused("duplicate_external_id");
                });
    }

    private static void sameHash(View view, Optional<String> hash) {
        if (hash.isPresent() && !hash.get().equals(view.hash())) {
            throw new Refused("hash_conflict");
        }
    }

    private static ObjectNode completed(ObjectNode definition) {
        ObjectNode copy = definition.deepCopy();
        if (copy.path("blocks") instanceof ArrayNode blocks) {
            copy.set("blocks", Completion.of(blocks));
        }
        return copy;
    }

    private String newHash() {
        return clock.instant().getEpochSecond() + "." + ids.hex(4);
    }
}
