package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One request of alice's, in each of its states at least once, all reached by its own moves. */
final class EveryState {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    static final UserId ALICE = new UserId("UALICE");
    static final UserId BOB = new UserId("UBOB");
    static final UserId CAROL = new UserId("UCAROL");

    static final RequestDetails ASK =
            new RequestDetails(
                    new Ticket("KD-7F3K2"),
                    ALICE,
                    new AppRef(
                            "0b1ec700-0000-0000-0000-000000000001",
                            "c11e4700-0000-0000-0000-000000000001",
                            "payroll-api"),
                    "Britive prod",
                    90,
                    "The old secret expires in spring.",
                    EnumSet.allOf(DeliveryMethod.class),
                    NOW,
                    Optional.empty());

    static final RequestDetails RENEWAL =
            new RequestDetails(
                    new Ticket("KD-7F3K3"),
                    ALICE,
                    ASK.app(),
                    "Britive prod",
                    90,
                    "The old secret expires in spring.",
                    EnumSet.allOf(DeliveryMethod.class),
                    NOW,
                    Optional.of(
                            new PreviousSecret(
                                    "01d6e700-0000-0000-0000-000000000001",
                                    Optional.of("Britive prod"),
                                    Optional.of("o1d"),
                                    at(60 * 24 * 30))));

    static final IssuedSecret KEY =
            new IssuedSecret(
                    "5ec7e700-0000-0000-0000-000000000001",
                    "Britive prod · KD-7F3K2-1",
                    "Q_e",
                    at(10),
                    at(10).plus(Duration.ofDays(90)),
                    Optional.empty());

    static final SecretRequest.Waiting WAITING =
            new SecretRequest.Waiting(ASK, at(24 * 60), Optional.empty());
    static final SecretRequest.Waiting CHECKED =
            WAITING.checked(
                    "An approver decides.",
                    List.of(new LiveSecret("nightly export", "abc", at(99))),
                    "alice owns this app registration in Entra.");
    static final SecretRequest.Approved APPROVED =
            CHECKED.approve(BOB, at(5), "bob is an approver.", at(24 * 60 + 5));
    static final SecretRequest.Minting MINTING = APPROVED.startMinting(at(9), at(11));
    static final SecretRequest.Approved TOO_LONG = MINTING.refusedAsTooLong("Too long.");
    static final SecretRequest.Doubtful DOUBTFUL = MINTING.doubt("a time-out", at(10), at(12));
    static final SecretRequest.HandedOver HANDED_OVER =
            MINTING.handOver(KEY, DeliveryMethod.SLACK, at(10));
    static final SecretRequest.HandedOver SHOWN_BY_LINK =
            MINTING.handOver(KEY, DeliveryMethod.LINK, at(10));
    static final SecretRequest.TakingBack NOT_ME = SHOWN_BY_LINK.confirm(at(12)).notMe(at(13));
    static final SecretRequest.Done DONE = HANDED_OVER.confirm(at(12));
    static final SecretRequest.TakingBack NOT_RECEIVED = HANDED_OVER.notReceived(at(13));
    static final SecretRequest.TakingBack NOT_AS_APPROVED = MINTING.takeBackUnseen(KEY, at(10));
    static final SecretRequest.TakingBack REMOVED = DONE.remove(CAROL, at(14));
    static final SecretRequest.NeedsPerson SILENT = HANDED_OVER.silent(at(48 * 60));
    static final SecretRequest.NeedsPerson NONE_ARRIVED =
            new SecretRequest.NeedsPerson(
                    ASK,
                    new PickUpGrant(APPROVED.grant().approval(), at(60), 3, 3, Map.of(3, at(50))),
                    Optional.empty(),
                    "3 secrets were made and none of them arrived",
                    BOB,
                    at(60));

    private EveryState() {}

    static Instant at(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    static Stream<SecretRequest> states() {
        return Stream.of(
                WAITING,
                CHECKED,
                APPROVED,
                MINTING.refused("Entra said no."),
                TOO_LONG,
                MINTING,
                DOUBTFUL,
                DOUBTFUL.notThere(at(20)),
                HANDED_OVER,
                DONE,
                NOT_RECEIVED,
                NOT_AS_APPROVED,
                REMOVED,
                SHOWN_BY_LINK,
                SHOWN_BY_LINK.confirm(at(12)),
                NOT_ME,
                SILENT,
                NONE_ARRIVED,
                CHECKED.deny(Optional.of(BOB), at(5), "Use the one you have."),
                WAITING.deny(Optional.empty(), at(1), "Guests cannot ask."),
                WAITING.withdraw(at(2)),
                APPROVED.withdraw(at(6)),
                CHECKED.lapse(at(24 * 60)),
                APPROVED.cancel(CAROL, at(7)),
                APPROVED.unclaimed(at(24 * 60 + 5)),
                REMOVED.gone(at(15), at(15)));
    }
}
