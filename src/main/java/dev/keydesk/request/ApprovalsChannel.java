package dev.keydesk.request;

import dev.keydesk.chat.ChannelFacts;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The channel in which cards are posted, and whether it may still be trusted with them. */
public final class ApprovalsChannel {
    private final ChannelId id;
    private final People people;
    private final Chat chat;
    private final Set<Ticket> told = ConcurrentHashMap.newKeySet();

    public ApprovalsChannel(ChannelId id, People people, Chat chat) {
        this.id = id;
        this.people = people;
        this.chat = chat;
    }

    public ChannelId id() {
        return id;
    }

    /**
     * Why nothing must be posted there.
     *
     * @param sentence what is wrong, and what to do
     * @param shared whether another company reads along, which no waiting makes harmless
     */
    public record Trouble(String sentence, boolean shared) {}

    /**
     * Looks at the channel as it is now.
     *
     * @throws ChatFailure if Slack does not answer
     */
    public Optional<Trouble> trouble() {
        try {
            return trouble(people.channel(id));
        } catch (ChatFailure.Refused refused) {
            return reparable(
                    "The approvals channel %s cannot be seen (%s). Check \"channel\" in keydesk.yml, and invite the desk to it."
                            .formatted(id.value(), refused.error()));
        }
    }

    private static Optional<Trouble> trouble(ChannelFacts facts) {
        if (facts.sharedWithAnotherCompany()) {
            var sentence =
                    "The approvals channel #%s is shared with another company, so nothing is posted there. Use a channel of your own organisation."
                            .formatted(facts.name());
            return Optional.of(new Trouble(sentence, true));
        }
        if (facts.archived()) {
            return reparable(
                    "The approvals channel #%s is archived. Unarchive it, or name another one in keydesk.yml."
                            .formatted(facts.name()));
        }
        if (!facts.member()) {
            return reparable(
                    "The desk is not a member of the approvals channel #%s. Invite it there."
                            .formatted(facts.name()));
        }
        return Optional.empty();
    }

    private static Optional<Trouble> reparable(String sentence) {
        return Optional.of(new Trouble(sentence, false));
    }

    /** Once for each request, as long as the desk runs: waiting without a word would be worse. */
    public void tellRequester(Ask ask, String trouble) {
        if (!told.contains(ask.ticket())) {
            chat.dm(
                    ask.requester(),
                    Message.of(
                            "Your request %s is stored, but nobody could be asked yet. %s The desk keeps trying, every five minutes at the latest."
                                    .formatted(ask.ticket(), trouble)));
            told.add(ask.ticket());
        }
    }
}
