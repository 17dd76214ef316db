package dev.keydesk.interactions;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OpenedView;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody pressed something. What it means is decided later, on facts read after the click.
 *
 * @param id the fingerprint of the signed delivery it came in
 * @param subject what the button is about, a ticket mostly; text from outside, so never trusted
 * @param text what the person wrote with it, such as a reason
 * @param message the message the button stood on, if it stood on one
 * @param view the modal the button stood in, if it stood in one
 * @param responseUrl where a private answer can be sent for half an hour
 */
public record Interaction(
        String id,
        String action,
        UserId user,
        String subject,
        String text,
        Optional<ChannelId> channel,
        Optional<MessageRef> message,
        Optional<View> view,
        Optional<String> responseUrl,
        Instant pressedAt) {

    /** Slack takes a private answer for half an hour; some of that may pass on the way. */
    private static final Duration STILL_THERE = Duration.ofMinutes(25);

    /** Where the person still sees a private answer; empty if the click has waited too long. */
    public Optional<String> stillAnswerable(Instant now) {
        return responseUrl.filter(_ -> now.isBefore(pressedAt.plus(STILL_THERE)));
    }

    /** The same click under the name the feature knows it by. */
    public Interaction withAction(String other) {
        return new Interaction(
                id, other, user, subject, text, channel, message, view, responseUrl, pressedAt);
    }

    /** The same click, about something that its value only pointed at. */
    public Interaction withSubject(String other, String what) {
        return new Interaction(
                id, other, user, what, text, channel, message, view, responseUrl, pressedAt);
    }

    /** The same click with a text of its form. */
    public Interaction withText(String words) {
        return new Interaction(
                id, action, user, subject, words, channel, message, view, responseUrl, pressedAt);
    }

    /** The same click with nothing left to do but to answer it. */
    public Interaction answerOnly(String sentence) {
        return new Interaction(
                id,
                Inbox.SAY,
                user,
                subject,
                sentence,
                channel,
                message,
                view,
                responseUrl,
                pressedAt);
    }

    /** Something the same person has done, which is answered in a modal we have opened for it. */
    public Interaction inView(String other, String what, OpenedView opened) {
        return new Interaction(
                id,
                other,
                user,
                what,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new View(opened.id(), opened.hash())),
                Optional.empty(),
                pressedAt);
    }

    /** The same click, answered there. */
    public Interaction withResponseUrl(String address) {
        return new Interaction(
                id,
                action,
                user,
                subject,
                text,
                channel,
                message,
                view,
                Optional.of(address),
                pressedAt);
    }

    /** A modal, and the state of it that the person saw. */
    public record View(String id, String hash) {}
}
