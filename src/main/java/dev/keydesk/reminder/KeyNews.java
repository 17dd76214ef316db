package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.Successors.Successor;
import dev.keydesk.removal.Removal;

import java.util.Optional;

/**
 * What became of a key since it was told of, and is no end of it yet.
 *
 * @param removal asked for or under way
 * @param successor the newer key that was handed over in its place
 */
record KeyNews(Optional<Removal> removal, Optional<Successor> successor) {
    static final KeyNews NONE = new KeyNews(Optional.empty(), Optional.empty());

    Optional<UserId> keptBy() {
        return successor.flatMap(Successor::keptBy);
    }
}
