package dev.keydesk.orphans;

import dev.keydesk.request.AppRef;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.WorkflowSample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An orphaned secret for the contract of everything with states. */
public final class OrphanSample {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    static final OrphanedSecret.Suspected SUSPECTED =
            OrphanedSecret.Suspected.first(
                    new OrphanedSecret.Found(
                            new AppRef("object-1", "client-1", "payroll-api"),
                            new Marker(new Ticket("KD-7F3K2"), 1),
                            "key-1",
                            "nightly export · KD-7F3K2-1",
                            "abc",
                            NOW,
                            NOW.plus(Duration.ofDays(90))),
                    NOW.plusSeconds(300));

    private OrphanSample() {}

    public static WorkflowSample<OrphanedSecret> of() {
        return new WorkflowSample<>(
                new OrphanMachine(),
                Map.of(),
                SUSPECTED,
                SUSPECTED.report("The desk knows no such request.", NOW.plusSeconds(300)),
                SUSPECTED.report("Another one.", NOW.plusSeconds(301)),
                List.of(OrphanDetection.LOOK),
                "KD-7F3K2",
                List.of(),
                List.of("unknown-secret"));
    }
}
