package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.Successors;
import dev.keydesk.removal.Successors.Successor;
import dev.keydesk.store.RowJson;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What became of a key since it was told of, and is no end of it yet.
 *
 * @param removal asked for or under way
 * @param isLeftAlone there is a removal that only a newer version can read
 * @param successor the newer key that was handed over in its place
 */
record KeyNews(Optional<Removal> removal, boolean isLeftAlone, Optional<Successor> successor) {
    static final KeyNews NONE = new KeyNews(Optional.empty(), false, Optional.empty());

    /**
     * What is known of the key of a line.
     *
     * @param going a removal of the key that is open, by the id of its app and its own
     */
    static KeyNews of(
            ReminderEntry entry,
            BiFunction<String, String, Optional<Removal>> going,
            Successors successors) {
        // A person removes certificates, and nobody makes them here.
        if (entry.kind() != Kind.SECRET) {
            return NONE;
        }
        var app = entry.app().objectId();
        var successor = successors.of(app, entry.keyId());
        try {
            return new KeyNews(going.apply(app, entry.keyId()), false, successor);
        } catch (RowJson.Unreadable ofNewerVersion) {
            // The message has other lines, too.
            return new KeyNews(Optional.empty(), true, successor);
        }
    }

    boolean isGoing() {
        return removal.isPresent() || isLeftAlone;
    }

    Optional<UserId> keptBy() {
        return successor.flatMap(Successor::keptBy);
    }
}
