package dev.keydesk.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A hundred claims; {@code mvn -q verify -Prace} has twenty thousand. */
@Timeout(400)
class RaceTest {
    @TempDir private Path folder;

    @Test
    void whatever_several_people_want_at_once_one_of_them_gets() throws Exception {
        // An odd number is made even, since each request has two.
        var score = Race.run(folder, 99);

        assertThat(score.faults()).isEmpty();
        assertThat(score.closingLine()).isEqualTo("100 claims, 100 with exactly one winner");
    }

    @Test
    void a_claim_with_two_winners_or_none_is_told() {
        var score = new Score();
        score.add(new Claim(Claim.Kind.APPROVAL, "KD-00001", 1, 0, 0, "somebody"));
        score.add(new Claim(Claim.Kind.APPROVAL, "KD-00002", 2, 0, 0, "both"));
        score.add(new Claim(Claim.Kind.IN_SLACK, "KD-00003", 1, 2, 1, "somebody"));
        score.add(new Claim(Claim.Kind.BY_LINK, "KD-00004", 1, 1, 2, "both"));
        score.add(new Claim(Claim.Kind.BY_LINK, "KD-00005", 0, 0, 0, "nobody"));

        assertThat(score.faults()).hasSize(4);
        assertThat(score.closingLine()).isEqualTo("5 claims, 1 with exactly one winner");
    }
}
