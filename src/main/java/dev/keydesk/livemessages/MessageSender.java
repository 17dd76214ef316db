package dev.keydesk.livemessages;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.PostedMessages.Posted;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Posts and edits single messages, and records which message is posted where and what it shows. */
final class MessageSender {
    private static final Logger log = LoggerFactory.getLogger(LiveMessages.class);

    /** The message can no longer be edited; a new one is posted, where that matters. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "edit_window_closed", "cant_update_message");

    /** Is told of messages that were posted twice. */
    @FunctionalInterface
    interface Copies {
        void isCopy(Tx tx, MessageMarker mark, MessageRef ref);
    }

    /**
     * What has to be recorded about a message.
     *
     * @param before what was recorded when this began
     * @param now where it is, and which version it shows
     */
    record Note(MessageMarker mark, Optional<Posted> before, Posted now) {}

    private final Db db;
    private final Chat chat;
    private final PostedMessages posted;
    private final Function<ChannelId, Optional<String>> channelTrouble;
    private final Copies copies;

    MessageSender(
            Db db,
            Chat chat,
            PostedMessages posted,
            Function<ChannelId, Optional<String>> channelTrouble,
            Copies copies) {
        this.db = db;
        this.chat = chat;
        this.posted = posted;
        this.channelTrouble = channelTrouble;
        this.copies = copies;
    }

    /**
     * Posts or edits the message, and closes earlier ones of its series.
     *
     * @param standing the posted messages of the subject
     * @param edited receives what has to be recorded later, because an edit may be repeated. A post
     *     is recorded at once, because it may not.
     * @throws ChatFailure if Slack does not accept it
     */
    <T> void send(MessageChange<T> change, List<Posted> standing, List<Note> edited) {
        try {
            change.rendered()
                    .earlier()
                    .ifPresent(text ->
                            change.toClose(standing)
                                    .forEach(old -> edited.add(close(change, old, text))));
            change.rendered()
                    .message()
                    .ifPresent(message -> show(change, message, standing, edited));
        } catch (ChatFailure.Refused refused) {
            change.renderer()
                    .refused(change.stored(), "The message was not posted. " + refused.sentence());
            throw refused;
        } catch (Untrusted untrusted) {
            change.renderer().refused(change.stored(), untrusted.getMessage());
            throw untrusted;
        }
    }

    private <T> void show(
            MessageChange<T> change,
            OutgoingMessage message,
            List<Posted> standing,
            List<Note> edited) {
        var before = change.standing(standing);
        var marked = change.marker().text().map(message::marked).orElse(message);
        if (before.isEmpty() || before.get().isClosed()) {
            noteNow(change, before, post(change, marked));
        } else if (before.get().renderedVersion() < change.rendered().version()) {
            edit(change, before.get(), marked, edited);
        }
    }

    private <T> Note close(MessageChange<T> change, Posted old, OutgoingMessage message) {
        try {
            chat.update(old.ref(), message);
        } catch (ChatFailure.Refused refused) {
            log.info(
                    "place={} subject={} an old message stays: {}",
                    change.kind(),
                    change.id(),
                    refused.error());
        }
        return new Note(
                new MessageMarker(change.id(), change.kind(), old.slot()),
                Optional.of(old),
                old.renderedVersion(Posted.CLOSED));
    }

    private <T> void edit(
            MessageChange<T> change, Posted before, OutgoingMessage message, List<Note> edited) {
        try {
            chat.update(before.ref(), message);
        } catch (ChatFailure.Refused refused) {
            if (!GONE.contains(refused.error())) {
                throw refused;
            }
            if (change.renderer().isPostedAnew()) {
                noteNow(change, Optional.of(before), post(change, message));
                return;
            }
        }
        edited.add(
                new Note(
                        change.marker(),
                        Optional.of(before),
                        before.renderedVersion(change.rendered().version())));
    }

    private <T> MessageRef post(MessageChange<T> change, OutgoingMessage message) {
        return switch (change.rendered().destination()) {
            case Destination.InChannel(var channel) -> {
                refuseUntrusted(channel);
                yield chat.post(channel, message);
            }
            case Destination.ToPerson(var person) -> chat.dm(person, message);
            case Destination.InThreadOf(var parent) -> {
                var thread =
                        posted.of(change.id(), parent).stream()
                                .reduce((_, last) -> last)
                                .orElseThrow(() -> new NotPosted(parent))
                                .ref();
                refuseUntrusted(thread.channel());
                yield chat.postInThread(thread, message);
            }
        };
    }

    /** The state of the channel may have changed since Keydesk started. */
    private void refuseUntrusted(ChannelId channel) {
        channelTrouble
                .apply(channel)
                .ifPresent(sentence -> {
                    throw new Untrusted(sentence);
                });
    }

    private <T> void noteNow(MessageChange<T> change, Optional<Posted> before, MessageRef ref) {
        var now =
                new Posted(
                        change.kind(), change.rendered().slot(), ref, change.rendered().version());
        db.writing(tx -> note(tx, new Note(change.marker(), before, now)));
    }

    /**
     * Records what was posted or edited. Another node may have done the same meanwhile, if this one
     * was paused for longer than its lease. If both have posted, the message that shows the newer
     * version stays, and the other one is a copy.
     *
     * @return false if both have edited one message with different versions: Slack may show the
     *     older of the two, whichever was recorded first, so the older one counts as shown and the
     *     message has to be rendered again
     */
    boolean note(Tx tx, Note note) {
        var ref = note.now().ref();
        var meanwhile =
                posted.of(tx, note.mark())
                        .filter(there -> !note.before().equals(Optional.of(there)));
        boolean isOlder =
                meanwhile
                        .filter(there -> there.renderedVersion() > note.now().renderedVersion())
                        .isPresent();
        var both = meanwhile.filter(there -> there.ref().equals(ref));
        if (isOlder && both.isEmpty()) {
            copies.isCopy(tx, note.mark(), ref);
            return true;
        }
        meanwhile
                .map(Posted::ref)
                .filter(there -> !there.equals(ref))
                .filter(there -> !note.before().map(Posted::ref).equals(Optional.of(there)))
                .ifPresent(there -> copies.isCopy(tx, note.mark(), there));
        boolean differ =
                both.filter(there -> there.renderedVersion() != note.now().renderedVersion())
                        .isPresent();
        posted.save(tx, note.mark(), isOlder || !differ ? note.now() : both.orElseThrow());
        return !differ;
    }

    /** Nothing may be posted in the channel. */
    private static final class Untrusted extends RuntimeException {
        Untrusted(String sentence) {
            super(sentence, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** The first message of the thread is not posted yet. */
    private static final class NotPosted extends RuntimeException {
        NotPosted(String parent) {
            super("the %s is not posted yet".formatted(parent), null, false, false);
        }
    }
}
