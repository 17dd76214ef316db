package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;
import dev.keydesk.workflow.WorkflowSample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A removal for the contract of everything with states. */
public final class RemovalSample {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UserId BOB = new UserId("U2");

    private static final RemovalDetails DETAILS =
            new RemovalDetails(
                    new RemovalId("RM-7F3K2"),
                    "tenant",
                    new Credential.Key(
                            new AppRef("object-1", "client-1", "billing"),
                            "key-1",
                            Credential.Kind.SECRET,
                            Optional.of("export"),
                            Optional.of("abc"),
                            NOW.minus(Duration.ofDays(1)),
                            NOW.plus(Duration.ofDays(7))),
                    new UserId("U1"),
                    RemovalCause.unused("Nobody reads it."),
                    Optional.empty(),
                    Optional.empty(),
                    NOW,
                    Optional.empty(),
                    0);

    private RemovalSample() {}

    public static WorkflowSample<Removal> of() {
        var asked = new Removal.Asked(DETAILS, Optional.of(LocalDate.parse("2026-11-23")));
        var permit = new Removal.Permit(BOB, "bob is an approver.", NOW);
        return new WorkflowSample<>(
                new RemovalMachine(Duration.ofDays(1)),
                Map.of(),
                asked,
                asked.approve(permit, Optional.of(NOW.plusSeconds(60)), false).orElseThrow(),
                asked.decline(BOB, NOW, "It is in use."),
                List.of(RemovalExecution.REMOVE, RemovalReminder.NUDGE),
                DETAILS.id().text(),
                List.of("removal-asked"),
                List.of("removal-asked", "removal-scheduled"));
    }
}
