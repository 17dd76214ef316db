package dev.keydesk.approval;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.board.Board;
import dev.keydesk.board.Destination;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Button;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.Ask;
import dev.keydesk.request.Doors;
import dev.keydesk.request.Headline;
import dev.keydesk.request.KeyFact;
import dev.keydesk.request.OldKey;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The card in the approvals channel: what is asked, where it stands, and the buttons that still
 * apply.
 */
public final class ApprovalCard implements Drawing {
    public static final String PLACE = "card";

    private static final int MOST_KEYS_SHOWN = 8;

    private final Requests requests;
    private final Policy policy;
    private final Doors doors;
    private final ApprovalsChannel channel;
    private final Board board;

    public ApprovalCard(
            Requests requests, Policy policy, Doors doors, ApprovalsChannel channel, Board board) {
        this.requests = requests;
        this.policy = policy;
        this.doors = doors;
        this.channel = channel;
        this.board = board;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return requests.find(new Ticket(subject))
                .filter(stored -> stands(stored.request()))
                .map(stored ->
                        Drawn.one(
                                stored.version(),
                                new Destination.InChannel(channel.id()),
                                message(stored.request())));
    }

    /** A request that its requester or the rules ended before anybody was asked makes no noise. */
    boolean stands(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting waiting -> waiting.checked().isPresent();
            case SecretRequest.Denied(_, var by, _, _) -> by.isPresent();
            case SecretRequest.Withdrawn _, SecretRequest.Lapsed _ -> isPosted(request);
            case SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    true;
        };
    }

    private boolean isPosted(SecretRequest request) {
        return board.ref(request.ticket().text(), PLACE).isPresent();
    }

    @Override
    public void refused(String subject, String sentence) {
        requests.find(new Ticket(subject))
                .filter(stored -> stored.request() instanceof SecretRequest.Waiting)
                .ifPresent(stored -> channel.tellRequester(stored.ask(), sentence));
    }

    Message message(SecretRequest request) {
        var ask = request.ask();
        var title =
                "%s asks for a client secret for %s".formatted(ask.requester().mention(), app(ask));
        var headline = Headline.of(request);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("Client secret request " + ask.ticket()));
        blocks.add(section(title + "."));
        blocks.add(facts(ask));
        ask.replaces().ifPresent(old -> blocks.add(section(replaces(old))));
        blocks.add(section("*Reason*\n" + Mrkdwn.quote(ask.reason(), 2000)));
        var text = new StringBuilder(title).append(" (").append(ask.ticket()).append("). ");
        text.append(
                "Key “%s”, %s days. Pick-up: %s. Reason: %s. "
                        .formatted(
                                description(ask),
                                ask.lifetimeDays(),
                                doors.inWords(ask),
                                Mrkdwn.escape(ask.reason(), 600)));
        ask.replaces().ifPresent(old -> text.append(replaces(old)).append(' '));
        if (request instanceof SecretRequest.Waiting waiting) {
            waiting.checked()
                    .ifPresent(checked -> {
                        checked.relation()
                                .ifPresent(relation -> {
                                    blocks.add(section(relation));
                                    text.append(relation).append(' ');
                                });
                        blocks.add(section(keys(checked.keys())));
                        text.append(keys(checked.keys()).replace('\n', ' ')).append(' ');
                    });
            var who = policy.whoDecides() + " can decide.";
            blocks.add(section(headline + " " + who));
            text.append(headline).append(' ').append(who);
        } else {
            blocks.add(section(headline));
            text.append(headline);
        }
        buttons(request).ifPresent(blocks::add);
        blocks.add(context("%s · asked on %s".formatted(ask.ticket(), Mrkdwn.date(ask.at()))));
        return new Message(text.toString(), blocks);
    }

    private LayoutBlock facts(Ask ask) {
        return fields(
                "*App registration*\n" + app(ask),
                "*Client ID*\n" + Mrkdwn.code(ask.app().clientId()),
                "*Name of the key*\n" + description(ask),
                "*Lifetime*\n%s days from the pick-up".formatted(ask.lifetimeDays()),
                "*Pick-up*\n" + doors.inWords(ask));
    }

    private static String replaces(OldKey old) {
        return "It replaces %s. The old key stays until the team removes it; approving this also lets the team remove the old one once the new one is deployed."
                .formatted(old.whichAndEnd());
    }

    private static String app(Ask ask) {
        return Mrkdwn.escape(ask.app().name(), 120);
    }

    private static String description(Ask ask) {
        return Mrkdwn.escape(ask.description(), 120);
    }

    private static String keys(List<KeyFact> keys) {
        if (keys.isEmpty()) {
            return "The app has no live client secret.";
        }
        var lines =
                keys.stream()
                        .limit(MOST_KEYS_SHOWN)
                        .map(KeyFact::line)
                        .collect(Collectors.joining("\n"));
        var more = keys.size() - MOST_KEYS_SHOWN;
        return "*Live client secrets of the app*\n%s%s"
                .formatted(lines, more > 0 ? "\n… and %s more".formatted(more) : "");
    }

    private static Optional<LayoutBlock> buttons(SecretRequest request) {
        var ask = request.ask();
        return switch (request) {
            case SecretRequest.Waiting _ -> Optional.of(actions("decide", approve(ask), deny(ask)));
            case SecretRequest.Approved _ -> Optional.of(actions("cancel", cancel(ask)));
            case SecretRequest.NeedsPerson stuck -> Optional.of(forPerson(stuck));
            case SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    private static Button approve(Ask ask) {
        return Button.of(Approvals.APPROVE, "Approve", ask.ticket().text())
                .primary()
                .spoken("Approve %s for %s".formatted(ask.ticket(), ask.app().name()))
                .confirm(
                        new Button.Confirm(
                                "Approve " + ask.ticket() + "?",
                                "The requester may then pick up one new secret for %s, valid for %s days. %sYour name stands beside it."
                                        .formatted(
                                                Mrkdwn.cut(ask.app().name(), 80),
                                                ask.lifetimeDays(),
                                                ask.replaces().isPresent()
                                                        ? "Once it is deployed, the team may"
                                                                + " remove the old key. "
                                                        : ""),
                                "Approve",
                                "Go back"));
    }

    private static Button deny(Ask ask) {
        return Button.of(Approvals.ASK_WHY_DENY, "Deny", ask.ticket().text())
                .danger()
                .spoken("Deny %s for %s".formatted(ask.ticket(), ask.app().name()));
    }

    private static Button cancel(Ask ask) {
        return Button.of(Approvals.CANCEL, "Cancel approval", ask.ticket().text())
                .spoken("Cancel the approval of %s".formatted(ask.ticket()))
                .confirm(
                        new Button.Confirm(
                                "Cancel " + ask.ticket() + "?",
                                "It can then no longer be picked up. The requester is told.",
                                "Cancel it",
                                "Keep it"));
    }

    private static LayoutBlock forPerson(SecretRequest.NeedsPerson stuck) {
        var ticket = stuck.ticket().text();
        if (stuck.key().isPresent()) {
            return actions(
                    "stuck",
                    Button.of(StuckRequests.REMOVE, "Remove the key", ticket)
                            .danger()
                            .spoken("Remove the key of " + ticket)
                            .confirm(
                                    new Button.Confirm(
                                            "Remove the key?",
                                            "Whatever signs in with it stops working at once.",
                                            "Remove it",
                                            "Keep it")));
        }
        return actions(
                "stuck",
                Button.of(StuckRequests.TRY_AGAIN, "Allow another pick-up", ticket)
                        .spoken("Allow another pick-up of " + ticket),
                Button.of(StuckRequests.CLOSE, "Close", ticket).spoken("Close " + ticket));
    }
}
