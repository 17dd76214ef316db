package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** What happens in a company, written down while it happens. */
class DiaryTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir Path folder;

    private final SandboxClock clock = SandboxClock.standingAt(START);
    private final Company company = new Company(clock, new Random(1));
    private Path path;
    private Diary diary;

    @BeforeEach
    void begin() {
        path = folder.resolve("a.diary");
        diary = Diary.begin(path, clock);
        diary.follow(company);
    }

    @AfterEach
    void close() {
        diary.close();
        company.close();
    }

    @Test
    void what_was_said_is_written_before_the_next_line_of_a_program() {
        company.slack().say(company.bob(), company.general(), "hello");

        assertThat(Diary.read(path).entries()).hasSize(1);
        assertThat(again().slack().sees(company.bob(), company.general()))
                .isEqualTo(company.slack().sees(company.bob(), company.general()));
    }

    @Test
    void a_private_word_and_a_key_are_there_again_with_their_ids() {
        var dm = company.slack().dm(company.alice());
        company.slack().say(company.alice(), dm, "psst");
        var tenant = company.entra().tenant();
        var app = company.payroll();
        var end = START.plus(Duration.ofDays(9));
        var key = tenant.addSecretByHand(app.id(), "by hand", START, end);
        var old = tenant.secretsOf(app.id()).getFirst();
        tenant.removeByHand(app.id(), old.keyId());

        var again = again();

        assertThat(again.slack().dm(company.alice())).isEqualTo(dm);
        assertThat(again.slack().sees(company.alice(), dm)).hasSize(1);
        assertThat(again.entra().tenant().secretsOf(app.id())).containsExactly(key);
        assertThat(again.entra().tenant().valueOf(key.keyId()))
                .isEqualTo(tenant.valueOf(key.keyId()));
    }

    @Test
    void each_sign_in_is_remembered() {
        var tenant = company.entra().tenant();
        var app = company.payroll();
        var key = tenant.secretsOf(app.id()).getFirst();
        var value = tenant.valueOf(key.keyId());
        company.entra().signIn(tenant.tenantId(), app.appId(), value);
        clock.pass(Duration.ofDays(70));
        company.entra().signIn(tenant.tenantId(), app.appId(), value);

        var use = again().entra().signIns(key.keyId());

        assertThat(use).isEqualTo(company.entra().signIns(key.keyId()));
        assertThat(use.times()).isOne();
        assertThat(use.last()).contains(START);
        assertThat(use.latest()).hasSize(2);
        assertThat(use.latest().getLast().outcome()).startsWith("AADSTS7000222");
    }

    @Test
    void half_a_line_is_no_line() throws IOException {
        int nothing = Files.readAllBytes(path).length;
        company.slack().say(company.bob(), company.general(), "héllo");
        int one = Files.readAllBytes(path).length;
        company.slack().say(company.bob(), company.general(), "wörld");
        var whole = Files.readAllBytes(path);
        var cut = folder.resolve("cut");
        for (int length = nothing; length <= whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThat(Diary.read(cut).entries())
                    .describedAs("after %d of %d bytes", length, whole.length)
                    .hasSize(length == whole.length ? 2 : length >= one ? 1 : 0);
        }
    }

    @Test
    void it_says_how_late_it_was_also_when_nothing_happened() {
        clock.pass(Duration.ofDays(3));
        diary.stamp();

        assertThat(Diary.read(path).now()).contains(START.plus(Duration.ofDays(3)));
        assertThat(Diary.read(path).entries()).isEmpty();
    }

    @Test
    void what_is_closed_is_not_written_any_more() {
        diary.close();
        company.slack().say(company.bob(), company.general(), "too late");

        assertThat(Diary.read(path).entries()).isEmpty();
    }

    @Test
    void there_need_not_be_one() {
        assertThat(Diary.read(folder.resolve("none")).entries()).isEmpty();
        assertThat(Diary.read(folder.resolve("none")).now()).isEmpty();
    }

    @Test
    void something_else_in_its_place_is_named() throws IOException {
        Files.writeString(path, "Dear diary,\n");

        assertThatThrownBy(() -> Diary.read(path))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.diary is not what a sandbox has kept");
    }

    /** Another start, in which the same happens once more; twice does no harm. */
    private Company again() {
        var again = new Company(SandboxClock.standingAt(START), new Random(1));
        for (int start = 0; start < 2; start++) {
            for (var entry : Diary.read(path).entries()) {
                entry.slack().ifPresent(again.slack().memory()::repeat);
                entry.entra().ifPresent(again.entra().memory()::bringBack);
            }
        }
        return again;
    }
}
