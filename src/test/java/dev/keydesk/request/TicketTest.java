package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.Stream;

class TicketTest {

    @ParameterizedTest
    @ValueSource(strings = {"KD-7F3K2", "kd-7f3k2", "  KD-7f3K2\n"})
    void a_ticket_is_understood_however_people_write_it(String said) {
        assertThat(Ticket.parse(said)).hasValue(new Ticket("KD-7F3K2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "KD-",
                "KD-7F3K",
                "KD-7F3K22",
                "7F3K2",
                "KD 7F3K2",
                "XX-7F3K2",
                "KD-7F3KI",
                "KD-7F3KL",
                "KD-7F3KO",
                "KD-7F3KU",
                "KD-7F3K2/1",
                "KD-7F3K2:card",
                "KD-7F3K2' or '1'='1",
                "KD-7F3Kİ",
                "KD-٧F3K2"
            })
    void anything_else_is_not_a_ticket(String said) {
        assertThat(Ticket.parse(said)).isEmpty();
        assertThatThrownBy(() -> new Ticket(said)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fresh_tickets_use_every_letter_and_are_tickets() {
        var random = new Random(7);
        var letters = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            var ticket = Ticket.fresh(random);
            assertThat(Ticket.parse(ticket.text())).hasValue(ticket);
            letters.append(ticket.text().substring(3));
        }
        assertThat(letters.chars().distinct().count()).isEqualTo(32);
    }

    @Test
    void fresh_tickets_hardly_repeat() {
        var random = new Random(7);
        assertThat(Stream.generate(() -> Ticket.fresh(random)).limit(200).distinct()).hasSize(200);
    }

    @Test
    void a_ticket_prints_as_people_say_it() {
        assertThat(new Ticket("KD-7F3K2")).hasToString("KD-7F3K2");
    }
}
