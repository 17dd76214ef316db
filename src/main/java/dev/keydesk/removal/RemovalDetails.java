package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.util.Optional;

/**
 * Which key is to be removed, who asked for that, and why.
 *
 * @param key as it was when it was asked for
 * @param hears who is told besides those who decide and the person who asked
 * @param calls whom a leak mentions there; empty in rows of a time in which it mentioned nobody
 * @param at when it was asked for
 * @param renewal the newer key in its place, about which the team is asked; empty if there is none
 * @param round how often it was asked for anew after it was called off, declined or kept
 */
public record RemovalDetails(
        RemovalId id,
        String tenant,
        Credential.Key key,
        UserId by,
        RemovalCause cause,
        Optional<Recipient> hears,
        Optional<String> calls,
        Instant at,
        Optional<Renewal> renewal,
        int round) {

    public AppRef app() {
        return key.app();
    }

    /** No other key has to be there before it goes. */
    RemovalDetails withoutReplacement() {
        return new RemovalDetails(
                id, tenant, key, by, cause.withoutReplacement(), hears, calls, at, renewal, round);
    }

    /** The key has leaked meanwhile: that is what people have to read, and more of them. */
    RemovalDetails becauseOf(RemovalRequest removalRequest) {
        return removalRequest.cause().isLeak()
                ? new RemovalDetails(
                        id,
                        tenant,
                        key,
                        by,
                        removalRequest.cause(),
                        removalRequest.hears().map(NoticeRecipients::reads).or(() -> hears),
                        removalRequest.hears().map(NoticeRecipients::calls).or(() -> calls),
                        at,
                        renewal,
                        round)
                : this;
    }

    /** The same, with what is known of the newer key now. */
    RemovalDetails with(Renewal now) {
        return new RemovalDetails(
                id, tenant, key, by, cause, hears, calls, at, Optional.of(now), round);
    }

    /** Somebody asks for what the team was only asked about, or what was called off. */
    RemovalDetails takenUp(RemovalRequest removalRequest, Instant now) {
        return new RemovalDetails(
                id,
                tenant,
                key,
                removalRequest.by(),
                removalRequest.cause(),
                removalRequest.hears().map(NoticeRecipients::reads),
                removalRequest.hears().map(NoticeRecipients::calls),
                now,
                renewal,
                isAskedFor() ? round + 1 : round);
    }

    /**
     * Begins the slots of its messages, since each round has its own; empty in the first one. The
     * later one comes later in the order of letters.
     */
    String roundSlot() {
        return round == 0 ? "" : "r" + String.valueOf(1000 + round).substring(1);
    }

    /** Whether somebody has asked for it; a newer key alone is no reason to tell approvers. */
    boolean isAskedFor() {
        return cause.kind() != RemovalCause.Kind.RENEWED;
    }

    /** Whether a newer key is in its place, as far as is known. */
    boolean isRenewed() {
        return renewal.filter(it -> it.lost().isEmpty()).isPresent();
    }
}
