package dev.keydesk.request;

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
     * Why nothing must be posted there, in a sentence that says what to do.
     *
     * @throws ChatFailure if Slack does not answer
     */
    public Optional<String> trouble() {
        try {
            return trouble(id);
        } catch (ChatFailure.Refused refused) {
            return Optional.of(
                    "The approvals channel %s cannot be seen (%s). Check \"channel\" in keydesk.yml, and invite the desk to it."
                            .formatted(id.value(), refused.error()));
        }
    }

    private Optional<String> trouble(ChannelId channel) {
        var facts = people.channel(channel);
        if (facts.sharedWithAnotherCompany()) {
            return Optional.of(
                    "The approvals channel #%s is shared with another company, so nothing is posted there. Use a channel of your own organisation."
                            .formatted(facts.name()));
        }
        if (facts.archived()) {
            return Optional.of(
                    "The approvals channel #%s is archived. Unarchive it, or name another one in keydesk.yml."
                            .formatted(facts.name()));
        }
        if (!facts.member()) {
            return Optional.of(
                    "The desk is not a member of the approvals channel #%s. Invite it there."
                            .formatted(facts.name()));
        }
        return Optional.empty();
    }

    /** Once for each request, as long as the desk runs: waiting without a word would be worse. */
    public void tellRequester(Ask ask, String trouble) {
        if (!told.contains(ask.ticket())) {
            chat.dm(
                    ask.requester(),
                    Message.of(
                            "Your request %s is stored, but nobody could be asked yet. %s The desk tries again every ten minutes."
                                    .formatted(ask.ticket(), trouble)));
            told.add(ask.ticket());
        }
    }
}
