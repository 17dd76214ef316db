package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Without reminders in keydesk.yml the desk speaks of its own key all the same, and of no other.
 */
class RemindersOwnKeyOnlyTest extends OwnKeyStory {
    @Override
    String reminders() {
        return "";
    }

    @Test
    void those_who_run_the_desk_are_told_that_it_ends_and_nobody_is_told_anything_else() {
        ends("nightly export", 3);
        another("left over", 400, 3);
        daysPass(2);
        assertThat(allTold()).isEmpty();

        inUseEnds(7);
        daysPass(2);
        world().restart();
        daysPass(1);
        assertThat(allTold()).hasSize(3).allSatisfy(OwnKeyStory::calls);
        assertThat(allTold())
                .allSatisfy(text -> assertThat(text).doesNotContain("export", "left over"));
        assertThat(told()).isEmpty();
    }

    @Test
    void a_key_that_was_replaced_in_time_ends_the_matter() {
        inUseEnds(20);
        daysPass(1);
        inUseEnds(300);
        daysPass(8);

        assertThat(allTold()).hasSize(1);
    }
}
