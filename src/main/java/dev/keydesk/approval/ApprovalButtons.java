package dev.keydesk.approval;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.decision.DecisionGuard.Effect;
import dev.keydesk.decision.StateButton;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.request.ReasonForm.No;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.Ticket;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * The buttons on the card of a request. Approvers may click them, but not on their own requests.
 */
public final class ApprovalButtons {
    /** The submitted form is the decision; the button only opens it. */
    static final String DENY = "deny";

    private final Requests requests;
    private final AccessRules access;
    private final ReasonForm reasonForm;
    private final Approvals approvals;
    private final ManualIntervention stuck;

    public ApprovalButtons(
            Requests requests, AccessRules access, ReasonForm reasonForm, InstantSource clock) {
        this.requests = requests;
        this.access = access;
        this.reasonForm = reasonForm;
        this.approvals = new Approvals(access.limits(), clock);
        this.stuck = new ManualIntervention(access.limits(), clock);
    }

    /** Returns all buttons, in the order of the card. */
    public List<StateButton<SecretRequest>> all() {
        return List.of(
                StateButton.of(
                        "approve",
                        StateButton.in(SecretRequest.Waiting.class, ApprovalButtons::approve),
                        approver(approvals::approve, ApprovalButtons::settled)),
                StateButton.<SecretRequest>of(
                                "ask-why-deny",
                                StateButton.in(SecretRequest.Waiting.class, ApprovalButtons::deny),
                                approver(approvals::formDidNotOpen, ApprovalButtons::settled))
                        .opensOrSettles(press ->
                                Ticket.parse(press.subject()).isPresent()
                                        && reasonForm.open(No.TO_A_REQUEST, press)),
                StateButton.of(
                        "cancel",
                        StateButton.in(SecretRequest.Approved.class, ApprovalButtons::cancel),
                        approver(approvals::cancel, ApprovalButtons::settled)),
                StateButton.of(
                        "remove-stuck",
                        StateButton.when(it -> isStuck(it, true), ApprovalButtons::remove),
                        approver(stuck::remove, StatusText::unchanged)),
                StateButton.of(
                        "allow-another-pick-up",
                        StateButton.when(it -> isStuck(it, false), ApprovalButtons::tryAgain),
                        approver(stuck::tryAgain, StatusText::unchanged)),
                StateButton.of(
                        "close-stuck",
                        StateButton.when(it -> isStuck(it, false), ApprovalButtons::close),
                        approver(stuck::close, StatusText::unchanged)));
    }

    /** Returns the handler of the submitted reason. */
    public Function<Interaction, InteractionAnswer> denied() {
        return approver(approvals::deny, ApprovalButtons::settled);
    }

    private Function<Interaction, InteractionAnswer> approver(
            Effect<SecretRequest> effect, Function<SecretRequest, String> settled) {
        return requests.guard()
                .pressed(access::approver, effect, outcome -> RequestAnswers.of(outcome, settled));
    }

    /** Somebody else was faster, or the button is old: the answer is the status, with names. */
    private static String settled(SecretRequest request) {
        return "Nothing was changed: %s is already settled. %s"
                .formatted(request.ticket(), StatusText.of(request));
    }

    private static boolean isStuck(SecretRequest request, boolean withKey) {
        return request instanceof SecretRequest.NeedsPerson stuck
                && stuck.secret().isPresent() == withKey;
    }

    private static Button approve(String action, SecretRequest.Waiting waiting) {
        var details = waiting.details();
        return Button.of(action, "Approve", details.ticket().text())
                .primary()
                .spoken("Approve %s for %s".formatted(details.ticket(), details.app().name()))
                .confirm(
                        new Button.Confirm(
                                "Approve " + details.ticket() + "?",
                                "The requester may then pick up one new secret for %s, valid for %s days. %sYour name is shown with it."
                                        .formatted(
                                                Mrkdwn.cut(details.app().name(), 80),
                                                details.lifetimeDays(),
                                                details.replaces().isPresent()
                                                        ? "Once it is deployed, the team may remove"
                                                                + " the old secret. "
                                                        : ""),
                                "Approve",
                                "Go back"));
    }

    private static Button deny(String action, SecretRequest.Waiting waiting) {
        var details = waiting.details();
        return Button.of(action, "Deny", details.ticket().text())
                .danger()
                .spoken("Deny %s for %s".formatted(details.ticket(), details.app().name()));
    }

    private static Button cancel(String action, SecretRequest.Approved approved) {
        var details = approved.details();
        return Button.of(action, "Cancel approval", details.ticket().text())
                .spoken("Cancel the approval of %s".formatted(details.ticket()))
                .confirm(
                        new Button.Confirm(
                                "Cancel " + details.ticket() + "?",
                                "After that it can no longer be picked up. The requester is told.",
                                "Cancel it",
                                "Keep it"));
    }

    private static Button remove(String action, SecretRequest stuck) {
        return Button.of(action, "Remove the secret", stuck.ticket().text())
                .danger()
                .spoken("Remove the secret of " + stuck.ticket())
                .confirm(
                        new Button.Confirm(
                                "Remove the secret?",
                                "Everything that signs in with it stops working at once.",
                                "Remove it",
                                "Keep it"));
    }

    private static Button tryAgain(String action, SecretRequest stuck) {
        return Button.of(action, "Allow another pick-up", stuck.ticket().text())
                .spoken("Allow another pick-up of " + stuck.ticket());
    }

    private static Button close(String action, SecretRequest stuck) {
        return Button.of(action, "Close", stuck.ticket().text()).spoken("Close " + stuck.ticket());
    }
}
