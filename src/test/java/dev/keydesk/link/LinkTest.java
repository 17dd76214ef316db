package dev.keydesk.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.Ticket;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

/** A link is closed by the fifth wrong code. */
class LinkTest {
    @Test
    void four_wrong_codes_leave_it_open_and_the_fifth_closes_it() {
        assertThat(withWrongCodes(4).isClosed()).isFalse();
        assertThat(withWrongCodes(5).isClosed()).isTrue();
        assertThat(withWrongCodes(6).isClosed()).isTrue();
    }

    private static Link withWrongCodes(int wrong) {
        return new Link(
                "id",
                new Ticket("KD-7F3K2"),
                "hash",
                Optional.empty(),
                Instant.EPOCH,
                wrong,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
