package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.util.Optional;

/**
 * Which secret is to be removed, who asked for that, and why.
 *
 * @param credential as it was when the removal was requested
 * @param listener who is told besides the approvers and the person who asked
 * @param mentions whom a leak mentions there; empty in rows of a version that mentioned nobody
 * @param requestedAt when it was requested
 * @param renewal the newer secret in its place, about which the team is asked; empty if there is
 *     none
 * @param round how often it was requested again after it was withdrawn, declined or kept
 */
public record RemovalDetails(
        RemovalId id,
        String tenant,
        Credential.Key credential,
        UserId requestedBy,
        RemovalCause cause,
        Optional<Recipient> listener,
        Optional<String> mentions,
        Instant requestedAt,
        Optional<Renewal> renewal,
        int round) {

    /** Returns the app of the secret. */
    public AppRef app() {
        return credential.app();
    }

    /** Returns the same without the condition that another secret must exist. */
    RemovalDetails withoutReplacement() {
        return new RemovalDetails(
                id,
                tenant,
                credential,
                requestedBy,
                cause.withoutReplacement(),
                listener,
                mentions,
                requestedAt,
                renewal,
                round);
    }

    /**
     * Returns the same with a leak as the reason, because people must read that, and more of them.
     */
    RemovalDetails becauseOf(RemovalRequest removalRequest) {
        return removalRequest.cause().isLeak()
                ? new RemovalDetails(
                        id,
                        tenant,
                        credential,
                        requestedBy,
                        removalRequest.cause(),
                        removalRequest
                                .listener()
                                .map(NoticeRecipients::recipient)
                                .or(() -> listener),
                        removalRequest
                                .listener()
                                .map(NoticeRecipients::mentions)
                                .or(() -> mentions),
                        requestedAt,
                        renewal,
                        round)
                : this;
    }

    /** Returns the same with what is known about the newer secret now. */
    RemovalDetails withRenewal(Renewal now) {
        return new RemovalDetails(
                id,
                tenant,
                credential,
                requestedBy,
                cause,
                listener,
                mentions,
                requestedAt,
                Optional.of(now),
                round);
    }

    /** Somebody asks for what the team was only asked about, or what was withdrawn. */
    RemovalDetails takenUp(RemovalRequest removalRequest, Instant now) {
        return new RemovalDetails(
                id,
                tenant,
                credential,
                removalRequest.requestedBy(),
                removalRequest.cause(),
                removalRequest.listener().map(NoticeRecipients::recipient),
                removalRequest.listener().map(NoticeRecipients::mentions),
                now,
                renewal,
                isAskedFor() ? round + 1 : round);
    }

    /**
     * Returns the prefix of the slots of its messages, because each round has its own; empty in the
     * first one. Slots of later rounds sort later.
     */
    String roundSlot() {
        return round == 0 ? "" : "r" + String.valueOf(1000 + round).substring(1);
    }

    /**
     * Returns whether somebody has asked for it; approvers are not told about a newer secret alone.
     */
    boolean isAskedFor() {
        return cause.kind() != RemovalCause.Kind.RENEWED;
    }

    /** Returns whether a newer secret replaces it, as far as is known. */
    boolean isRenewed() {
        return renewal.filter(it -> it.lost().isEmpty()).isPresent();
    }
}
