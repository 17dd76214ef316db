package dev.keydesk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.board.Addressee;
import dev.keydesk.config.Door;
import dev.keydesk.config.UserId;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.OldKey;
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
    private static final Place HERE = Place.of(new Addressee("C1"), ZoneId.of("Europe/London"));
    private static final Place THERE = Place.of(new Addressee("C2"), ZoneId.of("Europe/London"));
    private static final Renewed RENEWED = renewed("new-1");
    private static final Renewed ANOTHER = renewed("new-2");

    private static final Renewal.Open OPEN = new Renewal.Open(RENEWED, HERE);
    private static final Renewal.Kept KEPT = OPEN.keep(BOB, NOW);
    private static final Renewal.TakenBack BACK = OPEN.takenBack(NOW);
    private static final Renewal.TakenBack LOST = OPEN.lost(Renewal.TakenBack.Lost.GONE, NOW);
    private static final Renewal.Gone GONE =
            OPEN.gone(Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW);

    private static Renewed renewed(String keyId) {
        return new Renewed(
                new Ticket("KD-7F3K2"),
                new UserId("U1"),
                new AppRef("app-1", "client-1", "billing"),
                new OldKey("old-1", Optional.of("nightly export"), Optional.empty(), LATER),
                new MadeKey(
                        keyId,
                        "nightly export · KD-7F3K2-1",
                        "Q_e",
                        NOW,
                        LATER,
                        Optional.of(Door.SLACK)),
                NOW,
                true);
    }

    @Test
    void each_move_keeps_what_is_known() {
        assertThat(KEPT).isEqualTo(new Renewal.Kept(RENEWED, HERE, BOB, NOW));
        assertThat(KEPT.again()).isEqualTo(OPEN);
        assertThat(BACK).isEqualTo(new Renewal.TakenBack(RENEWED, HERE, NOW, Optional.empty()));
        assertThat(LOST)
                .isEqualTo(
                        new Renewal.TakenBack(
                                RENEWED, HERE, NOW, Optional.of(Renewal.TakenBack.Lost.GONE)));
        assertThat(GONE)
                .isEqualTo(
                        new Renewal.Gone(
                                RENEWED, HERE, Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW));
    }

    @Test
    void another_key_handed_over_opens_what_was_taken_back() {
        assertThat(OPEN.knowing(ANOTHER)).isEqualTo(new Renewal.Open(ANOTHER, HERE));
        assertThat(KEPT.knowing(ANOTHER)).isEqualTo(new Renewal.Kept(ANOTHER, HERE, BOB, NOW));
        assertThat(BACK.knowing(RENEWED)).isEqualTo(OPEN);
        assertThat(LOST.knowing(ANOTHER)).isEqualTo(new Renewal.Open(ANOTHER, HERE));
        assertThat(LOST.knowing(RENEWED)).isEqualTo(LOST);
        assertThat(GONE.knowing(ANOTHER))
                .isEqualTo(
                        new Renewal.Gone(
                                ANOTHER, HERE, Renewal.Gone.How.REMOVED, Optional.of(BOB), NOW));
    }

    @Test
    void told_elsewhere_it_stays_what_it_is() {
        for (var renewal : List.of(OPEN, KEPT, BACK, LOST, GONE)) {
            var moved = renewal.at(THERE);
            assertThat(moved.place()).isEqualTo(THERE);
            assertThat(moved.at(HERE)).isEqualTo(renewal);
        }
    }
}
