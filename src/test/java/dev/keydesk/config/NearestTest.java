package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "user, users, 1",
        "users, user, 1",
        "kitten, sitting, 3",
        "allow, never, 5",
        "alow, allow, 1",
        "aks, ask, 1",
        "ka, ak, 1",
        "abcd, badc, 2"
    })
    void the_distance_counts_letters_to_add_drop_change_or_swap(
            String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void of_long_texts_the_first_letters_count_and_of_many_names_the_first_thousand() {
        assertThat(Nearest.distance("a".repeat(4_000), "a".repeat(64) + "b")).isZero();
        var many = new ArrayList<String>();
        for (int name = 0; name < 1_000; name++) {
            many.add("some name " + name);
        }
        many.add("payroll");
        assertThat(Nearest.few("payroll", many, 5)).hasSize(5).doesNotContain("payroll");
    }

    @Test
    void the_closest_name_is_found() {
        var known = List.of("users", "user-groups", "channel");
        assertThat(Nearest.closest("user", known)).contains("users");
        assertThat(Nearest.closest("usergroups", known)).contains("user-groups");
        assertThat(Nearest.closest("chanel", known)).contains("channel");
    }

    @Test
    void a_name_that_is_far_from_all_has_none() {
        assertThat(Nearest.closest("weather", List.of("users", "channel"))).isEmpty();
        assertThat(Nearest.closest("", List.of("users"))).isEmpty();
    }
}
