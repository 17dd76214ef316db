package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Those who run the desk are told in time that the key ends by which the desk signs in. */
class RemindersOwnKeyTest extends OwnKeyStory {
    @Test
    void it_is_told_first_and_loudest() {
        inUseEnds(6);
        another("left over", 400, 5);
        daysPass(3);

        assertThat(toldToOperators()).hasSize(3).allSatisfy(OwnKeyStory::calls);
        assertThat(toldToOperators().getFirst())
                .containsSubsequence(
                        "the desk's own", "expires in 5 days", "once it expires", "over");
        assertThat(carol().sees("The desk's own credential").says())
                .contains("once it expires, the desk can do nothing", "expires in 3 days")
                .contains("Make a new one in Entra, set AZURE_CLIENT_SECRET to it");
        assertThat(told()).isEmpty();
    }

    @Test
    void a_newer_one_that_the_desk_was_not_given_makes_it_no_quieter() {
        inUseEnds(6);
        another("rotated, not deployed", 0, 300);
        daysPass(3);

        assertThat(toldToOperators()).hasSize(3).allSatisfy(OwnKeyStory::calls);
        var message = carol().sees("The desk's own credential");
        assertThat(message.says())
                .contains("expires in 3 days", "There is a newer one since")
                .contains("the desk has to use it: set AZURE_CLIENT_SECRET to it")
                .doesNotContain("was replaced", "remove it?");
        assertThat(message.spoken()).doesNotContain("was replaced", "remove it?");
        assertThat(message.menu("the desk's own")).containsExactly("Snooze until the next step");
    }

    @Test
    void one_that_is_left_over_is_a_key_like_any_other_that_only_they_are_told_of() {
        daysPass(1);
        another("left over", 400, 14);
        daysPass(8);

        assertThat(toldToOperators())
                .hasSize(2)
                .allSatisfy(text ->
                        assertThat(text)
                                .startsWith("A credential needs attention.")
                                .contains("left over", "was replaced", "remove it?")
                                .doesNotContain("<!channel>", "desk's own credential"));
        assertThat(carol().sees("“left over”").menu("“left over”"))
                .containsExactly("Snooze until the next step");
        assertThat(told()).isEmpty();
    }

    @Test
    void one_that_was_made_for_something_else_presses_without_a_call_to_everybody() {
        daysPass(1);
        another("for a script", 0, 3);
        daysPass(1);

        assertThat(toldToOperators().getLast())
                .startsWith("A credential is urgent.")
                .contains("for a script", "expires in 2 days")
                .doesNotContain("<!channel>", "desk's own credential");
    }
}
