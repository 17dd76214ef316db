package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.Policy;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The card in the approvals channel: which key is to be removed, what breaks, where it stands, and
 * the buttons that still apply. For a removal nobody has to decide it is the notice.
 */
public final class RemovalCard implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.CARD;

    /** The slot is stored, so it never changes. */
    private static final String LEAK = "leak";

    private static final int WORDS_SHOWN = 500;

    private final Policy policy;
    private final ChannelId channel;
    private final LiveMessages liveMessages;
    private final NotificationFailure notificationFailure;

    public RemovalCard(
            Policy policy,
            ChannelId channel,
            LiveMessages liveMessages,
            NotificationFailure notificationFailure) {
        this.policy = policy;
        this.channel = channel;
        this.liveMessages = liveMessages;
        this.notificationFailure = notificationFailure;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return stands(stored.state())
                ? Optional.of(drawn(stored.version(), stored.state()))
                : Optional.empty();
    }

    /** A leak is a message of its own: an edit of a card that stood already would call nobody. */
    private RenderedMessage drawn(long version, Removal removal) {
        var to = new Destination.InChannel(channel);
        return removal.details().cause().isLeak()
                ? RenderedMessage.replacing(version, LEAK, to, message(removal), asLeak(removal))
                : RenderedMessage.one(version, to, message(removal));
    }

    private static OutgoingMessage asLeak(Removal removal) {
        return OutgoingMessage.of(
                "%s %s goes on in a newer message."
                        .formatted(RemovalText.leaked(removal), removal.id()));
    }

    /** What was called off before anybody was asked makes no noise. */
    boolean stands(Removal removal) {
        return !(removal instanceof Removal.Withdrawn)
                || liveMessages.ref(removal.id().text(), PLACE).isPresent();
    }

    @Override
    public void refused(Versioned<Removal> stored, String sentence) {
        notificationFailure.tell(
                stored,
                PLACE,
                "%s is stored, but those who decide could not be told yet. %s The desk keeps trying."
                        .formatted(stored.state().id(), sentence));
    }

    OutgoingMessage message(Removal removal) {
        var details = removal.details();
        var title = title(removal);
        var headline = headline(removal);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(
                header(
                        details.cause().isLeak()
                                ? "A client secret has leaked, " + removal.id()
                                : "Removal of a client secret, " + removal.id()));
        blocks.add(section(title));
        blocks.add(facts(details));
        if (!details.cause().words().isBlank()) {
            blocks.add(section("*Reason*\n" + Mrkdwn.quote(details.cause().words(), WORDS_SHOWN)));
        }
        blocks.add(section(headline));
        buttons(removal).ifPresent(blocks::add);
        blocks.add(context("%s · %s".formatted(removal.id(), Mrkdwn.date(details.at()))));
        return new OutgoingMessage(
                "%s (%s) It ends: %s. %s %s"
                        .formatted(
                                title,
                                removal.id(),
                                RemovalText.end(details.key()),
                                details.cause().sentence(),
                                headline),
                blocks);
    }

    private String title(Removal removal) {
        var details = removal.details();
        return details.cause().isLeak()
                ? "%s: %s".formatted(calls(details), RemovalText.leaked(removal))
                : "%s asks for the removal of %s."
                        .formatted(details.by().mention(), RemovalText.subject(details.key()));
    }

    /**
     * Whose phones ring for a leak: of those who decide, and of those who look after the app, if
     * they read here and get no notice of their own. In every state, because the first posting
     * counts and may come late; an edit calls nobody.
     */
    private String calls(RemovalDetails details) {
        return Stream.concat(
                        Stream.of(policy.whoDecides()),
                        details.hears().filter(Recipient.channel(channel)::equals).stream()
                                .flatMap(_ -> details.calls().stream()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * A reply in the thread; a leak whose key is still there does not wait until somebody looks.
     */
    OutgoingMessage outcome(Removal removal) {
        var headline = RemovalText.headline(removal);
        return removal instanceof Removal.NeedsPerson && removal.details().cause().isLeak()
                ? OutgoingMessage.of("%s: %s".formatted(policy.whoDecides(), headline))
                : OutgoingMessage.of(headline);
    }

    private String headline(Removal removal) {
        var stands = RemovalText.headline(removal);
        return switch (removal) {
            case Removal.Asked _ ->
                    "%s %s can decide. %s"
                            .formatted(stands, policy.whoDecides(), RemovalText.BREAKS);
            case Removal.Scheduled _, Removal.BeingRemoved _ -> stands + " " + RemovalText.BREAKS;
            case Removal.NeedsPerson _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    stands;
        };
    }

    private static LayoutBlock facts(RemovalDetails details) {
        var key = details.key();
        return fields(
                "*App registration*\n" + RemovalText.app(key),
                "*Client ID*\n" + Mrkdwn.code(key.app().clientId()),
                "*Name of the key*\n" + RemovalText.name(key),
                "*Begins with*\n" + key.hint().map(Mrkdwn::code).orElse("unknown"),
                "*Ends*\n" + RemovalText.end(key),
                "*Key ID*\n" + Mrkdwn.code(key.keyId()));
    }

    private static Optional<LayoutBlock> buttons(Removal removal) {
        return switch (removal) {
            case Removal.Asked asked ->
                    Optional.of(actions("decide-removal", approve(asked), decline(asked)));
            case Removal.Scheduled _ ->
                    Optional.of(actions("keep-key", RemovalButtons.keep(removal)));
            case Removal.NeedsPerson _ ->
                    Optional.of(
                            actions(
                                    "stuck-removal",
                                    RemovalButtons.tryAgain(removal),
                                    RemovalButtons.keep(removal)));
            case Removal.BeingRemoved _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    Optional.empty();
        };
    }

    private static Button approve(Removal.Asked asked) {
        var key = asked.details().key();
        return Button.of(RemovalDecisions.APPROVE, "Approve removal", asked.id().text())
                .danger()
                .spoken("Approve %s for %s".formatted(asked.id(), key.app().name()))
                .confirm(
                        new Button.Confirm(
                                "Remove this key?",
                                RemovalText.plain(key)
                                        + " "
                                        + RemovalText.BREAKS
                                        + " This cannot be undone.",
                                "Remove it",
                                "Go back"));
    }

    private static Button decline(Removal.Asked asked) {
        return Button.of(RemovalDecisions.ASK_WHY_DECLINE, "Decline", asked.id().text())
                .spoken("Decline %s for %s".formatted(asked.id(), asked.details().app().name()));
    }
}
