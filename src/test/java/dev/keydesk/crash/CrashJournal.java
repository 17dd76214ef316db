package dev.keydesk.crash;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.support.ScriptedPerson;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What people did and saw, written down as it happens. */
final class CrashJournal {
    private final InstantSource time;
    private final List<Press> presses = new CopyOnWriteArrayList<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<OnPage> onPages = new CopyOnWriteArrayList<>();

    CrashJournal(InstantSource time) {
        this.time = time;
    }

    /** A button that somebody pressed, with the desk's acknowledgement. */
    record Press(ScriptedPerson by, String action, String ticket, Instant at) {}

    /** A form that the desk said it has stored. */
    record Sent(ScriptedPerson by, String form) {}

    /** A value that a page behind a link showed. */
    record OnPage(ScriptedPerson to, SecretText value) {}

    /** Presses a button about a ticket; true if the desk acknowledged it. */
    boolean presses(ScriptedPerson by, String action, String value) {
        var at = time.instant();
        return noted(by, action, value, at, by.presses(action, value));
    }

    private boolean noted(
            ScriptedPerson by,
            String action,
            String value,
            Instant at,
            Optional<ActionReply> reply) {
        boolean taken = reply.filter(ActionReply::fine).isPresent();
        if (taken) {
            // A button about one key carries the attempt too.
            presses.add(new Press(by, action, value.substring(0, "KD-00000".length()), at));
        }
        return taken;
    }

    /** Sends a form; the ticket if the desk said that it is stored. */
    Optional<String> submits(ScriptedPerson by, String form) {
        if (!by.submits(form).fine()) {
            return Optional.empty();
        }
        sent.add(new Sent(by, form));
        return by.ticketOf(form);
    }

    void shownOnPage(ScriptedPerson to, SecretText value) {
        onPages.add(new OnPage(to, value));
    }

    List<Press> presses() {
        return presses;
    }

    List<Sent> sent() {
        return sent;
    }

    List<OnPage> onPages() {
        return onPages;
    }
}
