package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.removal.Cause;
import dev.keydesk.removal.Outcome;
import dev.keydesk.removal.Removals;
import dev.keydesk.removal.Wish;
import dev.keydesk.request.Standings;
import dev.keydesk.store.Db;

import java.util.Optional;

/** Somebody who reads of a key wants it gone: those who decide are asked, once for each key. */
public final class RemoveAsked {
    private final Lines lines;
    private final Credentials credentials;
    private final Removals removals;
    private final Members members;

    public RemoveAsked(Db db, Credentials credentials, Removals removals, Standings standings) {
        this.lines = new Lines(db);
        this.credentials = credentials;
        this.removals = removals;
        this.members = new Members(standings);
    }

    /** Whether that line can be asked about. */
    sealed interface Looked {
        record Can(Wish wish) implements Looked {}

        record Cannot(String because) implements Looked {}
    }

    /** By what is stored; nobody is asked. */
    Looked wish(UserId by, String line, String words) {
        return lines.find(line)
                .map(placed -> wish(by, placed.line(), words))
                .orElse(new Looked.Cannot(Snoozing.UNKNOWN));
    }

    private Looked wish(UserId by, Line line, String words) {
        if (line instanceof Line.Closed) {
            return new Looked.Cannot(Snoozing.settled(line));
        }
        var told = line.told();
        var wish =
                credentials
                        .find(told.app().objectId(), told.keyId())
                        .filter(Credential.Live.class::isInstance)
                        .map(live -> new Wish(live.key(), by, Cause.unused(words)));
        if (wish.isEmpty()) {
            return new Looked.Cannot(
                    "The key is no longer in Entra, as the last scan saw, so there is nothing to"
                            + " remove.");
        }
        return removals.objection(wish.get())
                .or(() -> askedBefore(told))
                .<Looked>map(Looked.Cannot::new)
                .orElseGet(() -> new Looked.Can(wish.get()));
    }

    private Optional<String> askedBefore(Told told) {
        return removals.openFor(told.app().objectId(), told.keyId())
                .map(before -> new Outcome.AskedBefore(before).says());
    }

    /** The form was sent. */
    public Answer ask(Click click) {
        var refusal = members.refusal(click.by());
        if (refusal.isPresent()) {
            return Answer.say(refusal.get());
        }
        if (isOwnWork(click)) {
            return Answer.seen();
        }
        return switch (wish(click.by(), click.subject(), click.text().strip())) {
            case Looked.Cannot(var because) -> Answer.say(because);
            case Looked.Can(var wish) -> answer(removals.ask(wish, Optional.empty()));
        };
    }

    /** A click is settled at least once; the second time finds its own work. */
    private boolean isOwnWork(Click click) {
        return lines.find(click.subject())
                .map(placed -> placed.line().told())
                .filter(told -> removals.isWorkOf(click, told.app().objectId(), told.keyId()))
                .isPresent();
    }

    /** What is taken is told by a message that stays. */
    private static Answer answer(Outcome outcome) {
        return outcome instanceof Outcome.Taken ? Answer.seen() : Answer.say(outcome.says());
    }
}
