package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.People;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Successors;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders the messages of reminders. One that cannot be posted in its channel goes to the channel
 * for all other apps, and then to the operators, and says why: so it is never lost, and somebody
 * reads it who can solve the problem.
 */
public final class DigestNote implements MessageRenderer<StoredPart> {
    static final String PLACE = "reminders";

    /** The kind of subject under which they are registered. */
    static final String MESSAGES = "digest";

    private static final int NAME_SHOWN = 60;

    private static final Logger log = LoggerFactory.getLogger(DigestNote.class);

    private final Db db;
    private final Digests digests;
    private final ReminderLines lines;
    private final LiveMessages liveMessages;
    private final AuditLog audit;
    private final OpenRemovals removals;
    private final Successors successors;
    private final ReminderLineActions menu;
    private final FallbackChannel fallbackChannel;
    private final People people;
    private final SlackUsers users;
    private final InstantSource clock;

    DigestNote(
            Platform platform,
            Messaging messaging,
            Ownership ownership,
            LineFacts facts,
            FallbackChannel fallbackChannel) {
        this.db = platform.db();
        this.digests = new Digests(db);
        this.lines = new ReminderLines(db);
        this.liveMessages = messaging.liveMessages();
        this.audit = platform.audit();
        this.removals = facts.removals();
        this.successors = facts.successors();
        this.menu = facts.menu();
        this.fallbackChannel = fallbackChannel;
        this.people = messaging.people();
        this.users = ownership.users();
        this.clock = platform.clock();
    }

    /** Registers the messages. */
    public void register() {
        liveMessages.subject(MESSAGES, digests::find).show(PLACE, this);
    }

    @Override
    public Optional<RenderedMessage> of(StoredPart stored) {
        var part = stored.part();
        return Optional.of(
                RenderedMessage.single(
                        stored.version(),
                        part.recipient().destination(),
                        new DigestMessage(
                                        part,
                                        lines.of(part.id()),
                                        this::news,
                                        menu,
                                        liveMessages.ref(part.id(), PLACE).isPresent())
                                .message()));
    }

    private KeyNews news(ReminderEntry entry) {
        return KeyNews.of(entry, removals::of, successors);
    }

    /** A deleted message was read, and later reminders come anyway. */
    @Override
    public boolean isPostedAnew() {
        return false;
    }

    @Override
    public void refused(StoredPart stored, String sentence) {
        // An existing message is not posted a second time because an edit was refused.
        if (liveMessages.ref(stored.part().id(), PLACE).isEmpty()) {
            elsewhere(stored, sentence);
        }
    }

    private void elsewhere(StoredPart stored, String sentence) {
        var part = stored.part();
        if (part.recipient().isPerson()) {
            users.forget(new UserId(part.recipient().id()));
        }
        var tried = new ArrayList<>(part.tried());
        tried.add(part.recipient());
        fallbackChannel.of(tried).ifPresent(next -> divert(stored, next, tried, sentence));
    }

    /**
     * Returns a person without a mention, which would notify them about something that may have
     * much time.
     */
    private String name(Recipient meantFor) {
        if (!meantFor.isPerson()) {
            return meantFor.mention();
        }
        try {
            var person = people.known(new UserId(meantFor.id()));
            return "a direct message to " + Mrkdwn.escape(person.name(), NAME_SHOWN);
        } catch (ChatFailure unknown) {
            return "a direct message to an owner";
        }
    }

    private void divert(StoredPart stored, Recipient next, List<Recipient> tried, String sentence) {
        var part = stored.part();
        var meantFor = tried.getFirst();
        var why =
                "This message was meant for %s. %s Until that is fixed, its reminders come here."
                        .formatted(name(meantFor), sentence);
        log.warn("part={} goes elsewhere: {}", part.id(), sentence);
        var moved =
                new DigestPage(
                        part.id(),
                        next,
                        part.day(),
                        part.number(),
                        part.pageCount(),
                        part.asOf(),
                        Optional.of(why),
                        tried);
        db.writing(tx -> {
            if (digests.change(tx, stored, moved)) {
                audit.append(
                        tx,
                        AuditEvent.ofDesk(
                                clock.instant(),
                                "reminder-diverted",
                                Actor.DESK,
                                "Reminders for %s go to %s instead. %s"
                                        .formatted(meantFor.id(), next.id(), sentence)));
                liveMessages.refresh(tx, MESSAGES, part.id());
            }
        });
    }
}
