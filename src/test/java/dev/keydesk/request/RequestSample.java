package dev.keydesk.request;

import static dev.keydesk.request.EveryState.BOB;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.CHECKED;
import static dev.keydesk.request.EveryState.at;

import dev.keydesk.workflow.WorkflowSample;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request for the contract of everything with states. */
public final class RequestSample {
    private RequestSample() {}

    public static WorkflowSample<SecretRequest> of() {
        return new WorkflowSample<>(
                new RequestMachine(),
                Map.of("view_id", "V1"),
                CHECKED,
                CHECKED.approve(BOB, at(5), "bob is an approver.", at(24 * 60)),
                CHECKED.deny(Optional.of(CAROL), at(5), "no"),
                List.of(
                        StateTimers.CHECK,
                        StateTimers.NUDGE,
                        StateTimers.LAPSE,
                        StateTimers.UNCLAIMED),
                CHECKED.ticket().text(),
                List.of("Waiting"),
                List.of("Waiting", "Approved"));
    }
}
