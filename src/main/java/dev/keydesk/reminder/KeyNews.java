package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.Successors.Successor;
import dev.keydesk.removal.Removal;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What became of a key since it was told of, and is no end of it yet.
 *
 * @param removal asked for or under way
 * @param successor the newer key that was handed over in its place
 */
record KeyNews(Optional<Removal> removal, Optional<Successor> successor) {
    static final KeyNews NONE = new KeyNews(Optional.empty(), Optional.empty());

    /**
     * What is known of the key of a line.
     *
     * @param going a removal of the key that is open, by the id of its app and its own
     */
    static KeyNews of(
            Told told, BiFunction<String, String, Optional<Removal>> going, Successors successors) {
        // A person removes certificates, and nobody makes them here.
        if (told.kind() != Kind.SECRET) {
            return NONE;
        }
        var app = told.app().objectId();
        return new KeyNews(going.apply(app, told.keyId()), successors.of(app, told.keyId()));
    }

    Optional<UserId> keptBy() {
        return successor.flatMap(Successor::keptBy);
    }
}
