package dev.keydesk.request;

import static dev.keydesk.request.EveryState.ALICE;
import static dev.keydesk.request.EveryState.APPROVED;
import static dev.keydesk.request.EveryState.BOB;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.CHECKED;
import static dev.keydesk.request.EveryState.DONE;
import static dev.keydesk.request.EveryState.DOUBTFUL;
import static dev.keydesk.request.EveryState.HANDED_OVER;
import static dev.keydesk.request.EveryState.KEY;
import static dev.keydesk.request.EveryState.MINTING;
import static dev.keydesk.request.EveryState.NONE_ARRIVED;
import static dev.keydesk.request.EveryState.NOT_AS_APPROVED;
import static dev.keydesk.request.EveryState.NOT_RECEIVED;
import static dev.keydesk.request.EveryState.REMOVED;
import static dev.keydesk.request.EveryState.SILENT;
import static dev.keydesk.request.EveryState.WAITING;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.TextStyle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every state, in the very sentence people read. */
class StatusTextTest {
    private static final String APPROVED_BY_BOB = "Approved by {bob} on {5}. ";

    static Stream<Arguments> sentences() {
        return Stream.of(
                says(WAITING, "Waiting for a decision until {1440}."),
                says(APPROVED, APPROVED_BY_BOB + "{alice} can pick it up until {1445}."),
                says(MINTING, APPROVED_BY_BOB + "Being picked up right now."),
                says(
                        DOUBTFUL,
                        APPROVED_BY_BOB
                                + "Entra's answer to the pick-up was lost; the desk is finding out"
                                + " whether a secret was made."),
                says(
                        HANDED_OVER,
                        APPROVED_BY_BOB
                                + "Picked up by {alice} on {10}; the secret expires on {end}."),
                says(
                        DONE,
                        APPROVED_BY_BOB
                                + "Picked up by {alice} on {10} and received; the secret expires on"
                                + " {end}."),
                says(
                        NOT_RECEIVED,
                        APPROVED_BY_BOB
                                + "It did not arrive; the secret is being removed from Entra."),
                says(
                        NOT_AS_APPROVED,
                        APPROVED_BY_BOB
                                + "Entra made a secret that differs from what was approved; it was"
                                + " not shown, and is being removed."),
                says(
                        REMOVED,
                        APPROVED_BY_BOB + "The secret is being removed from Entra for {carol}."),
                says(
                        SILENT,
                        APPROVED_BY_BOB
                                + "{bob} is asked to check it: the secret was handed over and"
                                + " nobody said that it arrived. The secret is in Entra, as far as"
                                + " the desk knows."),
                says(
                        NONE_ARRIVED,
                        APPROVED_BY_BOB
                                + "{bob} is asked to check it: 3 secrets were made and none of them"
                                + " arrived. As far as the desk knows, Entra holds no secret of"
                                + " it."),
                says(
                        CHECKED.deny(Optional.of(CAROL), at(6), "Use the one you have."),
                        "Denied by {carol} on {6}: Use the one you have."),
                says(
                        WAITING.deny(Optional.empty(), at(1), "Only <!subteam^S1> decides."),
                        "Denied by the desk's rules on {1}: Only <!subteam^S1> decides."),
                says(WAITING.withdraw(at(2)), "Withdrawn by {alice} on {2}."),
                says(APPROVED.withdraw(at(6)), APPROVED_BY_BOB + "Withdrawn by {alice} on {6}."),
                says(CHECKED.lapse(at(1440)), "Expired on {1440}: nobody decided in time."),
                says(
                        APPROVED.cancel(CAROL, at(7)),
                        APPROVED_BY_BOB + "Cancelled by {carol} on {7}."),
                says(
                        APPROVED.unclaimed(at(1445)),
                        APPROVED_BY_BOB + "Nobody picked it up in time, so it expired on {1445}."),
                says(
                        REMOVED.gone(at(15), at(15)),
                        APPROVED_BY_BOB + "The secret was removed from Entra on {15} by {carol}."));
    }

    @SuppressWarnings("AnnotateFormatMethod") // The table below is the only caller.
    private static Arguments says(SecretRequest request, String sentence) {
        return Arguments.of(request.getClass().getSimpleName(), request, filled(sentence));
    }

    /** Mentions for the names in braces, and the dates of so many minutes after the beginning. */
    private static String filled(String sentence) {
        var named =
                sentence.replace("{alice}", ALICE.mention())
                        .replace("{bob}", BOB.mention())
                        .replace("{carol}", CAROL.mention())
                        .replace("{end}", Mrkdwn.date(KEY.end()));
        return Pattern.compile("\\{(\\d+)}")
                .matcher(named)
                .replaceAll(minutes ->
                        Matcher.quoteReplacement(
                                Mrkdwn.date(at(Integer.parseInt(minutes.group(1))))));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("sentences")
    void each_state_says_who_and_when(String name, SecretRequest request, String sentence) {
        assertThat(StatusText.of(request)).isEqualTo(sentence);
    }

    @Test
    void no_state_is_left_out() {
        List<Object> told =
                sentences()
                        .<Object>map(row -> Objects.requireNonNull(row.get()[1]).getClass())
                        .distinct()
                        .toList();
        assertThat(told)
                .containsExactlyInAnyOrder((Object[]) SecretRequest.class.getPermittedSubclasses());
    }

    @Test
    void what_an_approver_wrote_mentions_nobody_and_is_not_endless() {
        var endless = "<!channel> " + "why ".repeat(500);
        var headline = StatusText.of(CHECKED.deny(Optional.of(BOB), at(6), endless));
        assertThat(headline).contains("&lt;!channel&gt;").doesNotContain("<!channel>");
        assertThat(headline.length()).isLessThan(800);
        assertThat(headline).endsWith("…");
    }

    @Test
    void outside_of_slack_it_has_no_markup_and_no_names() {
        assertThat(EveryState.states().map(state -> StatusText.of(state, TextStyle.PLAIN)))
                .allSatisfy(text ->
                        assertThat(text).doesNotContain("<", ">", "*", ALICE.value(), BOB.value()));
        assertThat(StatusText.of(DONE, TextStyle.PLAIN))
                .contains("Picked up by somebody in Slack on", "UTC");
    }
}
