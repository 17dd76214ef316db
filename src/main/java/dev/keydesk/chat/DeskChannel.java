package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;

import java.util.Optional;

/** A channel in which Keydesk posts, and the check whether it still may. */
public final class DeskChannel {
    /** Slack's limit for the name of a channel. */
    private static final int NAME_SHOWN = 80;

    private final String what;
    private final ChannelId id;
    private final People people;

    /**
     * A channel named in {@code keydesk.yml}.
     *
     * @param what what the operator calls it, such as "approvals channel"
     */
    public DeskChannel(String what, ChannelId id, People people) {
        this.what = what;
        this.id = id;
        this.people = people;
    }

    public ChannelId id() {
        return id;
    }

    /**
     * Why Keydesk must not post in the channel.
     *
     * @param sentence what is wrong, and what to do
     * @param shared whether another company can read the channel
     */
    public record Trouble(String sentence, boolean shared) {}

    /**
     * Asks Slack and returns why nothing may be posted there; empty if it may.
     *
     * @throws ChatFailure if Slack does not answer
     */
    public Optional<Trouble> trouble() {
        try {
            return trouble(people.channel(id));
        } catch (ChatFailure.Refused refused) {
            return reparable(
                    "The desk cannot see the %s %s (%s). Check \"channel\" in keydesk.yml, and invite the desk to it."
                            .formatted(what, id.value(), refused.error()));
        }
    }

    private Optional<Trouble> trouble(ChannelFacts facts) {
        if (facts.sharedWithAnotherCompany()) {
            var sentence =
                    "The %s #%s is shared with another company, so nothing is posted there. Use a channel of your own organisation."
                            .formatted(what, name(facts));
            return Optional.of(new Trouble(sentence, true));
        }
        if (facts.archived()) {
            return reparable(
                    "The %s #%s is archived. Unarchive it, or name another one in keydesk.yml."
                            .formatted(what, name(facts)));
        }
        if (!facts.member()) {
            return reparable(
                    "The desk is not a member of the %s #%s. Invite it there."
                            .formatted(what, name(facts)));
        }
        return Optional.empty();
    }

    /** Returns the name as part of a sentence in Slack's markup. */
    private static String name(ChannelFacts facts) {
        return Mrkdwn.escape(facts.name(), NAME_SHOWN);
    }

    private static Optional<Trouble> reparable(String sentence) {
        return Optional.of(new Trouble(sentence, false));
    }
}
