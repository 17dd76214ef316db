package dev.keydesk.request;

import static dev.keydesk.request.EveryState.NOW;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.workflow.Timer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class StateTimersTest {

    static Stream<Arguments> table() {
        return Stream.of(
                row(EveryState.WAITING, "check-request 7 at 0", "lapse 7 at 1440"),
                row(EveryState.CHECKED, "nudge 7 at 720", "lapse 7 at 1440"),
                row(EveryState.APPROVED, "unclaimed 7 at 1445"),
                row(EveryState.MINTING, "settle-doubt 7 at 11"),
                row(EveryState.DOUBTFUL, "settle-doubt 7 at 12"),
                row(
                        EveryState.HANDED_OVER,
                        "ask-received 70 at 20",
                        "ask-received 71 at 70",
                        "ask-received 72 at 1450",
                        "silent 7 at 2890"),
                row(EveryState.NOT_RECEIVED, "take-back 7 at 13"),
                row(EveryState.DONE),
                row(EveryState.SILENT));
    }

    private static Arguments row(SecretRequest request, String... jobs) {
        return Arguments.of(request.getClass().getSimpleName(), request, List.of(jobs));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void each_state_brings_its_jobs(String name, SecretRequest request, List<String> jobs) {
        assertThat(StateTimers.of(request, 7))
                .extracting(entry ->
                        "%s %d at %d"
                                .formatted(
                                        entry.job().kind().name(),
                                        entry.job().number(),
                                        Duration.between(NOW, entry.when()).toMinutes()))
                .containsExactlyElementsOf(jobs);
        assertThat(StateTimers.of(request, 7))
                .allSatisfy(entry -> assertThat(entry.job().subject()).isEqualTo("KD-7F3K2"));
    }

    static Stream<SecretRequest> states() {
        return EveryState.states();
    }

    /** A state that something or somebody must leave has a clock; one that is an end has none. */
    @ParameterizedTest
    @MethodSource("states")
    void only_a_state_at_its_end_or_in_a_persons_hands_has_no_clock(SecretRequest request) {
        boolean mayRest =
                switch (request) {
                    case SecretRequest.Done _,
                            SecretRequest.NeedsPerson _,
                            SecretRequest.Denied _,
                            SecretRequest.Withdrawn _,
                            SecretRequest.Lapsed _,
                            SecretRequest.Cancelled _,
                            SecretRequest.Unclaimed _,
                            SecretRequest.Revoked _ ->
                            true;
                    case SecretRequest.Waiting _,
                            SecretRequest.Approved _,
                            SecretRequest.Minting _,
                            SecretRequest.Doubtful _,
                            SecretRequest.HandedOver _,
                            SecretRequest.TakingBack _ ->
                            false;
                };
        assertThat(StateTimers.of(request, 1).isEmpty()).isEqualTo(mayRest);
    }

    @Test
    void no_job_of_one_version_is_taken_for_that_of_another() {
        var first = StateTimers.of(EveryState.HANDED_OVER, 6);
        var second = StateTimers.of(EveryState.HANDED_OVER, 7);
        assertThat(Stream.concat(first.stream(), second.stream()).map(Timer::job))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "after {0} minutes: {1}")
    @CsvSource({"0, 0", "9, 0", "10, 1", "59, 1", "60, 2", "1439, 2", "1440, 3", "99999, 3"})
    void a_hand_over_is_asked_about_three_times(int minutes, long questions) {
        assertThat(StateTimers.questionsDue(at(5), at(5 + minutes))).isEqualTo(questions);
    }
}
