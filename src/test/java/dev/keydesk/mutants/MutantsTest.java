package dev.keydesk.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The mutants themselves take a quarter of an hour; that each of them fits today's code is seen at
 * once.
 */
class MutantsTest {
    @ParameterizedTest
    @EnumSource
    void a_planted_change_fits_its_file_and_its_test_is_there(PlantedChange change)
            throws Exception {
        assertThat(ChangedProgram.changed(change.file, change.right, change.wrong))
                .doesNotContain(change.right);
        assertThatCode(() -> TestRun.expectThere(change.test)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("dev.keydesk.mutants.MutationGroup#ALL")
    void what_a_group_names_is_there(MutationGroup group) {
        assertThat(group.classes()).allSatisfy(MutantsTest::isThere);
        assertThat(group.tests()).allSatisfy(MutantsTest::isThere);
    }

    private static void isThere(String name) {
        assertThatCode(() -> Class.forName("dev.keydesk." + name)).doesNotThrowAnyException();
    }
}
