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
 * What happened to a credential since its reminder, short of its end.
 *
 * @param removal requested or in progress
 * @param isLeftAlone whether there is a removal that only a newer version can read
 * @param successor the newer secret that was handed over in its place
 */
record KeyNews(Optional<Removal> removal, boolean isLeftAlone, Optional<Successor> successor) {
    static final KeyNews NONE = new KeyNews(Optional.empty(), false, Optional.empty());

    /**
     * Returns what is known about the credential of a line.
     *
     * @param going returns an open removal, by the ids of the app and the credential
     */
    static KeyNews of(
            ReminderEntry entry,
            BiFunction<String, String, Optional<Removal>> going,
            Successors successors) {
        // Keydesk neither makes nor removes certificates.
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
