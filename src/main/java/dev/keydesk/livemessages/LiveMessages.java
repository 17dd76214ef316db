package dev.keydesk.livemessages;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.PostedMessages.Posted;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The messages that stay in Slack. A move schedules a redraw; the redraw reads the row as it is by
 * then, so a message can be late but never ahead of what is stored, and never drawn from what a
 * click carried.
 *
 * <p>Slack has no idempotent post, and does not tell which messages of ours it has: if the desk
 * dies between posting and noting it, or the answer is lost, the message stands twice. Its buttons
 * are checked against the row, so the copy is harmless. Each message says by a {@link
 * MessageMarker} which one it is, so a copy is known as soon as one of its buttons is pressed, and
 * is closed.
 */
public final class LiveMessages {
    private static final Logger log = LoggerFactory.getLogger(LiveMessages.class);
    private static final JobKind DRAW = new JobKind("draw");
    private static final JobKind CLOSE_COPIES = new JobKind("close-copies");

    private static final OutgoingMessage COPY =
            OutgoingMessage.of(
                    "This message was posted twice, because an answer of Slack was lost. This copy"
                            + " is not kept up to date; please use the other one.");

    /** A day at Jobs' longest pause; whatever the message said is in the audit log. */
    private static final int MOST_TRIES = 300;

    /** The message is out of our reach; a new one tells the same, where that matters. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "edit_window_closed", "cant_update_message");

    private final Db db;
    private final Chat chat;
    private final Jobs jobs;
    private final Leases leases;
    private final Function<ChannelId, Optional<String>> channelTrouble;
    private final InstantSource clock;
    private final PostedMessages posted;
    private final Map<String, MessageRenderer> places = new LinkedHashMap<>();
    private final Set<String> ofRequests = new LinkedHashSet<>();

    /**
     * Draws with these.
     *
     * @param channelTrouble why nothing must be posted in that channel at this moment
     */
    public LiveMessages(
            Db db,
            Chat chat,
            Jobs jobs,
            Leases leases,
            Function<ChannelId, Optional<String>> channelTrouble,
            InstantSource clock) {
        this.db = db;
        this.channelTrouble = channelTrouble;
        this.chat = chat;
        this.jobs = jobs;
        this.leases = leases;
        this.clock = clock;
        this.posted = new PostedMessages(db);
        jobs.on(DRAW, MOST_TRIES, this::draw);
        jobs.on(CLOSE_COPIES, MOST_TRIES, this::closeCopies);
    }

    /** Adds a place that every request has; its name is stored, so it never changes. */
    public void place(String name, MessageRenderer messageRenderer) {
        placeApart(name, messageRenderer);
        ofRequests.add(name);
    }

    /** Adds a place whose subjects are no requests; it is drawn only when it is named. */
    public void placeApart(String name, MessageRenderer messageRenderer) {
        places.put(name, messageRenderer);
    }

    /** Every place of that request shows this version soon. */
    public void redraw(Tx tx, String subject, long version) {
        ofRequests.forEach(place -> redraw(tx, subject, place, version));
    }

    /** One place of that subject is drawn soon. */
    public void redraw(Tx tx, String subject, String place, long number) {
        jobs.soon(tx, new Job(DRAW, subject + ":" + place, number));
    }

    /** Nothing has moved, but the time has come at which that place shows something else. */
    public void redraw(Job job, String place) {
        db.writing(tx -> redraw(tx, job.subject(), place, job.number()));
    }

    /** The message in Slack, if one was posted there. */
    public Optional<MessageRef> ref(String subject, String place) {
        return posted.of(subject, place).stream().map(Posted::ref).reduce((_, last) -> last);
    }

    /**
     * Somebody pressed a button on a message. If another message is the one that is kept up to
     * date, this one is closed soon; if none is known yet, this one is it.
     *
     * @param blockId of any block of that message
     */
    public void pressed(String blockId, MessageRef on) {
        MessageMarker.parse(blockId)
                .filter(mark -> posted.of(mark).filter(known -> known.ref().equals(on)).isEmpty())
                .ifPresent(mark -> db.writing(tx -> isUnknown(tx, mark, on)));
    }

    private void isUnknown(Tx tx, MessageMarker mark, MessageRef on) {
        posted.adopt(tx, mark, on);
        if (posted.of(tx, mark).filter(known -> known.ref().equals(on)).isEmpty()) {
            isCopy(tx, mark, on);
        }
    }

    private void isCopy(Tx tx, MessageMarker mark, MessageRef ref) {
        if (posted.knowCopy(tx, mark, ref)) {
            jobs.soon(tx, new Job(CLOSE_COPIES, mark.subject() + ":" + mark.place(), 0));
        }
    }

    private void closeCopies(Job job) {
        int colon = job.subject().lastIndexOf(':');
        var subject = job.subject().substring(0, colon);
        var place = job.subject().substring(colon + 1);
        for (var copy : posted.copies(subject, place)) {
            try {
                chat.update(copy, COPY);
            } catch (ChatFailure.Refused gone) {
                log.info("place={} subject={} a copy stays: {}", place, subject, gone.error());
            }
            posted.forgetCopy(copy);
        }
    }

    private void draw(Job job) {
        int colon = job.subject().lastIndexOf(':');
        var subject = job.subject().substring(0, colon);
        var place = job.subject().substring(colon + 1);
        var messageRenderer = places.get(place);
        if (messageRenderer == null) {
            throw new NotOurs(place);
        }
        var turn = "message:" + job.subject();
        var holder = Leases.holder(Long.toString(job.number()));
        takeTurn(turn, holder);
        try {
            messageRenderer
                    .of(subject)
                    .filter(renderedMessage -> isNewest(job, renderedMessage))
                    .ifPresent(renderedMessage ->
                            show(subject, place, messageRenderer, renderedMessage));
        } finally {
            db.writing(tx -> leases.giveBack(tx, turn, holder, Duration.ZERO));
        }
    }

    /** A newer version has a job of its own; an older one need not go on trying. */
    private static boolean isNewest(Job job, RenderedMessage renderedMessage) {
        return job.number() >= renderedMessage.version();
    }

    private void takeTurn(String turn, String holder) {
        var busyUntil =
                db.write(tx ->
                        leases.take(tx, turn, holder, Leases.LONGEST)
                                ? Optional.<Instant>empty()
                                : Optional.of(leases.freeAt(tx, turn)));
        if (busyUntil.isPresent()) {
            var soon = clock.instant().plusSeconds(1);
            throw new RescheduleException(busyUntil.get().isBefore(soon) ? busyUntil.get() : soon);
        }
    }

    private void show(
            String subject,
            String place,
            MessageRenderer messageRenderer,
            RenderedMessage renderedMessage) {
        try {
            closeEarlier(subject, place, renderedMessage);
            renderedMessage
                    .message()
                    .ifPresent(message ->
                            show(subject, place, messageRenderer, renderedMessage, message));
        } catch (ChatFailure.Refused refused) {
            messageRenderer.refused(subject, "The message was not posted. " + refused.sentence());
            throw refused;
        } catch (Untrusted untrusted) {
            messageRenderer.refused(subject, untrusted.getMessage());
            throw untrusted;
        }
    }

    private void show(
            String subject,
            String place,
            MessageRenderer messageRenderer,
            RenderedMessage renderedMessage,
            OutgoingMessage message) {
        var mark = new MessageMarker(subject, place, renderedMessage.slot());
        var marked = mark.text().map(message::marked).orElse(message);
        var standing = posted.of(mark);
        if (standing.isEmpty() || standing.get().isClosed()) {
            var ref = post(renderedMessage.to(), subject, marked);
            note(mark, standing, ref, renderedMessage.version());
        } else if (standing.get().shows() < renderedMessage.version()) {
            var ref =
                    editOrPostAnew(
                            standing.get(), subject, messageRenderer, renderedMessage.to(), marked);
            note(mark, standing, ref, renderedMessage.version());
        }
    }

    private void closeEarlier(String subject, String place, RenderedMessage renderedMessage) {
        renderedMessage
                .earlier()
                .ifPresent(message ->
                        posted.of(subject, place).stream()
                                .filter(other -> !other.slot().equals(renderedMessage.slot()))
                                .filter(other -> !other.isClosed())
                                .forEach(other -> close(subject, place, other, message)));
    }

    private void close(String subject, String place, Posted old, OutgoingMessage message) {
        try {
            chat.update(old.ref(), message);
        } catch (ChatFailure.Refused refused) {
            log.info(
                    "place={} subject={} an old message stays: {}",
                    place,
                    subject,
                    refused.error());
        }
        note(
                new MessageMarker(subject, place, old.slot()),
                Optional.of(old),
                old.ref(),
                Posted.CLOSED);
    }

    private MessageRef editOrPostAnew(
            Posted standing,
            String subject,
            MessageRenderer messageRenderer,
            Destination to,
            OutgoingMessage message) {
        try {
            chat.update(standing.ref(), message);
            return standing.ref();
        } catch (ChatFailure.Refused refused) {
            if (!GONE.contains(refused.error())) {
                throw refused;
            }
            return messageRenderer.isPostedAnew() ? post(to, subject, message) : standing.ref();
        }
    }

    private MessageRef post(Destination to, String subject, OutgoingMessage message) {
        return switch (to) {
            case Destination.InChannel(var channel) -> {
                refuseUntrusted(channel);
                yield chat.post(channel, message);
            }
            case Destination.ToPerson(var person) -> chat.dm(person, message);
            case Destination.InThreadOf(var parent) -> {
                var ref = ref(subject, parent).orElseThrow(() -> new NotPosted(parent));
                refuseUntrusted(ref.channel());
                yield chat.postInThread(ref, message);
            }
        };
    }

    /** What the channel was when the desk started says nothing about now. */
    private void refuseUntrusted(ChannelId channel) {
        channelTrouble
                .apply(channel)
                .ifPresent(sentence -> {
                    throw new Untrusted(sentence);
                });
    }

    /** The channel must not be posted in. */
    private static final class Untrusted extends RuntimeException {
        Untrusted(String sentence) {
            super(sentence, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A newer version, which may run beside this one, draws it when the job comes to it. */
    private static final class NotOurs extends RuntimeException {
        NotOurs(String place) {
            super("this version does not draw the %s".formatted(place), null, false, false);
        }
    }

    /** A thread whose first message is still to come. */
    private static final class NotPosted extends RuntimeException {
        NotPosted(String parent) {
            super("the %s is not posted yet".formatted(parent), null, false, false);
        }
    }

    /**
     * Notes what was posted or edited. Another node may have done the same meanwhile, if this one
     * stood still for longer than its turn: then there are two, and the one that shows more stays.
     *
     * @param before what was noted when this began
     */
    private void note(MessageMarker mark, Optional<Posted> before, MessageRef ref, long shows) {
        db.writing(tx -> {
            var other =
                    posted.of(tx, mark)
                            .filter(now -> !now.ref().equals(ref))
                            .filter(now ->
                                    before.filter(was -> was.ref().equals(now.ref())).isEmpty());
            if (other.isPresent() && other.get().shows() > shows) {
                isCopy(tx, mark, ref);
                return;
            }
            other.ifPresent(now -> isCopy(tx, mark, now.ref()));
            posted.save(tx, mark.subject(), mark.place(), new Posted(mark.slot(), ref, shows));
        });
    }
}
