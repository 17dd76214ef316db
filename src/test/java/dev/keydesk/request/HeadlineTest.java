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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every state, in the very sentence people read. */
class HeadlineTest {
    private static final String APPROVED_BY_BOB =
            "Approved by %s on %s. ".formatted(BOB.mention(), Mrkdwn.date(at(5)));

    static Stream<Arguments> sentences() {
        return Stream.of(
                says(WAITING, "Waiting for a decision until %s.", Mrkdwn.date(at(1440))),
                says(
                        APPROVED,
                        APPROVED_BY_BOB + "%s can pick it up until %s.",
                        ALICE.mention(),
                        Mrkdwn.date(at(1445))),
                says(MINTING, APPROVED_BY_BOB + "Being picked up right now."),
                says(
                        DOUBTFUL,
                        APPROVED_BY_BOB
                                + "Entra's answer to the pick-up was lost; the desk is finding out"
                                + " whether a key was made."),
                says(
                        HANDED_OVER,
                        APPROVED_BY_BOB + "Picked up by %s on %s; the key ends on %s.",
                        ALICE.mention(),
                        Mrkdwn.date(at(10)),
                        Mrkdwn.date(KEY.end())),
                says(
                        DONE,
                        APPROVED_BY_BOB + "Picked up by %s on %s and received; the key ends on %s.",
                        ALICE.mention(),
                        Mrkdwn.date(at(10)),
                        Mrkdwn.date(KEY.end())),
                says(
                        NOT_RECEIVED,
                        APPROVED_BY_BOB
                                + "It did not arrive; the key is being removed from Entra."),
                says(
                        NOT_AS_APPROVED,
                        APPROVED_BY_BOB
                                + "Entra made a key that differs from what was approved; it is"
                                + " being removed unseen."),
                says(
                        REMOVED,
                        APPROVED_BY_BOB + "The key is being removed from Entra for %s.",
                        CAROL.mention()),
                says(
                        SILENT,
                        APPROVED_BY_BOB
                                + "%s is asked to look at it: the secret was handed over and nobody"
                                + " said that it arrived. The key is in Entra.",
                        BOB.mention()),
                says(
                        NONE_ARRIVED,
                        APPROVED_BY_BOB
                                + "%s is asked to look at it: 3 keys were made and none of them"
                                + " arrived. No key is left in Entra.",
                        BOB.mention()),
                says(
                        CHECKED.deny(Optional.of(CAROL), at(6), "Use the one you have."),
                        "Denied by %s on %s: Use the one you have.",
                        CAROL.mention(),
                        Mrkdwn.date(at(6))),
                says(
                        WAITING.deny(Optional.empty(), at(1), "Only <!subteam^S1> decides."),
                        "Denied by the desk's rules on %s: Only <!subteam^S1> decides.",
                        Mrkdwn.date(at(1))),
                says(
                        WAITING.withdraw(at(2)),
                        "Withdrawn by %s on %s.",
                        ALICE.mention(),
                        Mrkdwn.date(at(2))),
                says(
                        APPROVED.withdraw(at(6)),
                        APPROVED_BY_BOB + "Withdrawn by %s on %s.",
                        ALICE.mention(),
                        Mrkdwn.date(at(6))),
                says(
                        CHECKED.lapse(at(1440)),
                        "Lapsed on %s: nobody decided in time.",
                        Mrkdwn.date(at(1440))),
                says(
                        APPROVED.cancel(CAROL, at(7)),
                        APPROVED_BY_BOB + "Cancelled by %s on %s, before it was picked up.",
                        CAROL.mention(),
                        Mrkdwn.date(at(7))),
                says(
                        APPROVED.unclaimed(at(1445)),
                        APPROVED_BY_BOB + "Nobody picked it up in time, so it ended on %s.",
                        Mrkdwn.date(at(1445))),
                says(
                        REMOVED.gone(at(15), at(15)),
                        APPROVED_BY_BOB + "The key was removed from Entra on %s by %s.",
                        Mrkdwn.date(at(15)),
                        CAROL.mention()));
    }

    private static Arguments says(SecretRequest request, String sentence, Object... names) {
        return Arguments.of(RequestJson.stateOf(request), request, sentence.formatted(names));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("sentences")
    void each_state_says_who_and_when(String name, SecretRequest request, String sentence) {
        assertThat(Headline.of(request)).isEqualTo(sentence);
    }

    @Test
    void no_state_is_left_out() {
        List<Object> told =
                sentences().<Object>map(row -> row.get()[1].getClass()).distinct().toList();
        assertThat(told)
                .containsExactlyInAnyOrder((Object[]) SecretRequest.class.getPermittedSubclasses());
    }

    @Test
    void what_an_approver_wrote_mentions_nobody_and_is_not_endless() {
        var endless = "<!channel> " + "why ".repeat(500);
        var headline = Headline.of(CHECKED.deny(Optional.of(BOB), at(6), endless));
        assertThat(headline).contains("&lt;!channel&gt;").doesNotContain("<!channel>");
        assertThat(headline.length()).isLessThan(800);
        assertThat(headline).endsWith("…");
    }
}
