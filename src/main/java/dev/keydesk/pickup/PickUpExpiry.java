package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Ends approvals that nobody picked up in time. While the operator has stopped minting, they wait.
 */
final class PickUpExpiry {
    private static final Duration WHILE_STOPPED = Duration.ofHours(1);

    private final Requests requests;
    private final MintSwitch mintSwitch;
    private final InstantSource clock;

    PickUpExpiry(Requests requests, MintSwitch mintSwitch, InstantSource clock) {
        this.requests = requests;
        this.mintSwitch = mintSwitch;
        this.clock = clock;
    }

    /** The job at the end of the time to pick up. */
    public void end(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    if (stored.state() instanceof SecretRequest.Approved approved) {
                        end(stored, approved);
                    }
                });
    }

    private void end(Versioned<SecretRequest> stored, SecretRequest.Approved approved) {
        RescheduleException.ifBefore(approved.grant().pickUpBy(), clock.instant());
        if (mintSwitch.stoppedBecause().isPresent()) {
            throw new RescheduleException(clock.instant().plus(WHILE_STOPPED));
        }
        requests.move(
                stored,
                approved.unclaimed(clock.instant()),
                Actor.DESK,
                "Nobody picked it up in time.");
    }
}
