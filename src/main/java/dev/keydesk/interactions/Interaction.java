package dev.keydesk.interactions;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OpenedView;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A click or a submitted form. What it means is decided later, from facts read after the click.
 *
 * @param id the fingerprint of the signed delivery
 * @param subject of the button, mostly a ticket; text from outside, so never trusted
 * @param text that the person wrote, such as a reason
 * @param message with the button; empty if it was not on a message
 * @param view the modal with the button; empty if it was not in a modal
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

    /** Slack accepts a private answer for half an hour; some of that may pass on the way. */
    private static final Duration STILL_THERE = Duration.ofMinutes(25);

    /** Returns where a private answer can still be sent; empty if the click has waited too long. */
    public Optional<String> stillAnswerable(Instant now) {
        return responseUrl.filter(_ -> now.isBefore(pressedAt.plus(STILL_THERE)));
    }

    /** Returns the same click under the action name of the feature. */
    public Interaction withAction(String other) {
        return new Interaction(
                id, other, user, subject, text, channel, message, view, responseUrl, pressedAt);
    }

    /** Returns the same click about the subject that its value pointed to. */
    public Interaction withSubject(String other, String what) {
        return new Interaction(
                id, other, user, what, text, channel, message, view, responseUrl, pressedAt);
    }

    /** Returns the same click with a text from its form. */
    public Interaction withText(String words) {
        return new Interaction(
                id, action, user, subject, words, channel, message, view, responseUrl, pressedAt);
    }

    /** Returns the same click with nothing to do but to answer it with this sentence. */
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

    /** Returns an interaction of the same person that is answered in a modal opened for it. */
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

    /** Returns the same click with this address for the answer. */
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

    /** A modal, and the version of it that the person saw. */
    public record View(String id, String hash) {}
}
