package dev.keydesk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.Ticket;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Every state of an old key that was renewed, and every move. */
class RenewalTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UserId BOB = new UserId("U2");
    private static final DeliveryTarget HERE =
            DeliveryTarget.of(new Recipient("C1"), ZoneId.of("Europe/London"));
    private static final DeliveryTarget THERE =
            DeliveryTarget.of(new Recipient("C2"), ZoneId.of("Europe/London"));
    private static final Renewed RENEWED = renewed("new-1");
    private static final Renewed ANOTHER = renewed("new-2");

    private final Renewal.Open open = new Renewal.Open(RENEWED, HERE);
    private final Renewal.Kept kept = open.keep(BOB, NOW);
    private final Renewal.TakenBack back = open.takenBack(NOW);
    private final Renewal.TakenBack lost = open.lost(Renewal.TakenBack.Lost.GONE, NOW);
    private final Renewal.Gone gone = open.gone(Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW);

    private static Renewed renewed(String keyId) {
        return new Renewed(
                new Ticket("KD-7F3K2"),
                new UserId("U1"),
                new AppRef("app-1", "client-1", "billing"),
                new PreviousSecret("old-1", Optional.of("nightly export"), Optional.empty(), LATER),
                new IssuedSecret(
                        keyId,
                        "nightly export · KD-7F3K2-1",
                        "Q_e",
                        NOW,
                        LATER,
                        Optional.of(DeliveryMethod.SLACK)),
                NOW,
                true);
    }

    @Test
    void each_move_keeps_what_is_known() {
        assertThat(kept).isEqualTo(new Renewal.Kept(RENEWED, HERE, BOB, NOW));
        assertThat(kept.again()).isEqualTo(open);
        assertThat(back).isEqualTo(new Renewal.TakenBack(RENEWED, HERE, NOW, Optional.empty()));
        assertThat(lost)
                .isEqualTo(
                        new Renewal.TakenBack(
                                RENEWED, HERE, NOW, Optional.of(Renewal.TakenBack.Lost.GONE)));
        assertThat(gone)
                .isEqualTo(
                        new Renewal.Gone(
                                RENEWED, HERE, Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW));
    }

    @Test
    void another_key_handed_over_opens_what_was_taken_back() {
        assertThat(open.knowing(ANOTHER)).isEqualTo(new Renewal.Open(ANOTHER, HERE));
        assertThat(kept.knowing(ANOTHER)).isEqualTo(new Renewal.Kept(ANOTHER, HERE, BOB, NOW));
        assertThat(back.knowing(RENEWED)).isEqualTo(open);
        assertThat(lost.knowing(ANOTHER)).isEqualTo(new Renewal.Open(ANOTHER, HERE));
        assertThat(lost.knowing(RENEWED)).isEqualTo(lost);
        assertThat(gone.knowing(ANOTHER))
                .isEqualTo(
                        new Renewal.Gone(
                                ANOTHER, HERE, Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW));
    }

    @Test
    void told_elsewhere_it_stays_what_it_is() {
        for (var renewal : List.of(open, kept, back, lost, gone)) {
            var moved = renewal.at(THERE);
            assertThat(moved.deliveryTarget()).isEqualTo(THERE);
            assertThat(moved.at(HERE)).isEqualTo(renewal);
        }
    }
}
