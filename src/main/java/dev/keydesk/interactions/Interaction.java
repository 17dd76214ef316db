package dev.keydesk.interactions;

import dev.keydesk.chat.MessageRef;
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
 * @param on the message the button stood on, if it stood on one
 * @param view the modal the button stood in, if it stood in one
 * @param responseUrl where a private answer can be sent for half an hour
 */
public record Interaction(
        String id,
        String action,
        UserId by,
        String subject,
        String text,
        Optional<ChannelId> channel,
        Optional<MessageRef> on,
        Optional<View> view,
        Optional<String> responseUrl,
        Instant at) {

    /** Slack takes a private answer for half an hour; some of that may pass on the way. */
    private static final Duration STILL_THERE = Duration.ofMinutes(25);

    /** Where the person still sees a private answer; empty if the click has waited too long. */
    public Optional<String> stillAnswerable(Instant now) {
        return responseUrl.filter(_ -> now.isBefore(at.plus(STILL_THERE)));
    }

    /** The same click under the name the feature knows it by. */
    public Interaction named(String other) {
        return new Interaction(id, other, by, subject, text, channel, on, view, responseUrl, at);
    }

    /** The same click, about something that its value only pointed at. */
    public Interaction about(String other, String what) {
        return new Interaction(id, other, by, what, text, channel, on, view, responseUrl, at);
    }

    /** The same click with a text of its form. */
    public Interaction saying(String words) {
        return new Interaction(id, action, by, subject, words, channel, on, view, responseUrl, at);
    }

    /** The same click with nothing left to do but to answer it. */
    public Interaction toldOnly(String sentence) {
        return new Interaction(
                id, Inbox.SAY, by, subject, sentence, channel, on, view, responseUrl, at);
    }

    /** The same click, answered there. */
    public Interaction answeredAt(String address) {
        return new Interaction(
                id, action, by, subject, text, channel, on, view, Optional.of(address), at);
    }

    /** A modal, and the state of it that the person saw. */
    public record View(String id, String hash) {}
}
