package dev.keydesk.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.keydesk.crash.JudgeFinding.Kind;
import dev.keydesk.support.Books;
import dev.keydesk.support.KeyWatch;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The judge finds what was planted, and nothing in a world that is well. */
class JudgeTest {
    private static final String TICKET = "KD-7F3K2";
    private static final String ALICE = "U1";

    private final List<Books.Row> requests = new ArrayList<>();
    private final List<Books.Line> moves = new ArrayList<>();
    private final List<Books.Unsettled> clicks = new ArrayList<>();
    private final List<String> overdue = new ArrayList<>();
    private final List<KeyWatch.Key> keys = new ArrayList<>();
    private final List<Evidence.Showing> showings = new ArrayList<>();
    private final List<Evidence.Deed> deeds = new ArrayList<>();

    /** Asked, approved, minted, handed over: the key is there, and was shown to alice once. */
    JudgeTest() {
        requests.add(request(4, "HandedOver", "key-1"));
        moves.addAll(
                List.of(
                        move(1, "Waiting"),
                        move(2, "Approved"),
                        move(3, "Minting"),
                        move(4, "HandedOver")));
        keys.add(key("key-1", 1, 10, Optional.empty()));
        showings.add(new Evidence.Showing("key-1", ALICE, "a message"));
        deeds.add(new Evidence.Deed(ALICE, "pick-up", true));
    }

    private List<JudgeFinding> findings() {
        return Judge.findings(
                new Evidence(requests, moves, clicks, overdue, keys, showings, deeds));
    }

    @Test
    void a_world_that_is_well_has_no_findings() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_key_that_its_request_does_not_know_of_is_an_orphan() {
        keys.add(key("key-2", 2, 11, Optional.empty()));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.ORPHAN);
    }

    @Test
    void a_key_without_any_request_is_an_orphan() {
        keys.add(new KeyWatch.Key("key-9", "app", "KD-XXXXX", 1, 11, Optional.empty()));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.ORPHAN);
    }

    @Test
    void a_key_whose_request_went_back_to_approved_is_an_orphan() {
        requests.set(0, request(5, "Approved", ""));
        moves.add(move(5, "Approved"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.ORPHAN);
    }

    @Test
    void a_removed_key_is_no_orphan() {
        keys.add(key("key-0", 0, 5, Optional.of(8L)));

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_value_in_two_messages_is_a_double() {
        showings.add(new Evidence.Showing("key-1", ALICE, "another message"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.DOUBLE);
    }

    @Test
    void a_value_on_the_screen_of_somebody_else_is_a_double() {
        showings.set(0, new Evidence.Showing("key-1", "U2", "a message"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.DOUBLE);
    }

    @Test
    void two_shown_keys_at_the_same_time_are_a_double_even_if_one_is_removed_later() {
        keys.add(key("key-0", 0, 5, Optional.of(12L)));
        showings.add(new Evidence.Showing("key-0", ALICE, "an earlier message"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.DOUBLE);
    }

    @Test
    void two_shown_keys_one_after_the_other_are_none() {
        keys.add(key("key-0", 0, 5, Optional.of(10L)));
        showings.add(new Evidence.Showing("key-0", ALICE, "an earlier message"));

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_click_that_was_acknowledged_and_not_answered_is_lost() {
        deeds.add(new Evidence.Deed("U2", "approve", false));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void a_click_that_still_waits_and_a_job_that_was_not_done_are_lost() {
        clicks.add(new Books.Unsettled("approve", TICKET, "U2"));
        overdue.add("settle-doubt");

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST, Kind.LOST);
    }

    @Test
    void a_move_without_its_event_is_lost() {
        moves.remove(2);

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void an_event_told_twice_is_lost() {
        moves.add(move(4, "HandedOver"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void a_state_that_the_audit_log_does_not_end_with_is_lost() {
        requests.set(0, request(4, "Done", "key-1"));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void a_request_that_was_forgotten_is_lost() {
        requests.clear();
        keys.clear();
        showings.clear();

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void a_key_that_a_person_relies_on_and_that_is_gone_is_lost() {
        keys.set(0, key("key-1", 1, 10, Optional.of(11L)));

        assertThat(findings()).extracting(JudgeFinding::kind).containsExactly(Kind.LOST);
    }

    @Test
    void the_closing_line_counts_each_kind() {
        var tally = new Tally(3);
        tally.killed(
                "somewhere",
                3,
                List.of(new JudgeFinding(Kind.ORPHAN, "one"), new JudgeFinding(Kind.LOST, "two")));

        assertThat(tally.closingLine()).isEqualTo("3 kills, 1 orphans, 0 double, 1 lost");
    }

    private static Books.Row request(long version, String state, String keyId) {
        var body = JsonNodeFactory.instance.objectNode();
        if (!keyId.isEmpty()) {
            body.putObject("secret").put("keyId", keyId);
        }
        return new Books.Row(TICKET, version, state, ALICE, "V1", body);
    }

    private static Books.Line move(long version, String kind) {
        return new Books.Line(TICKET, version, kind, "desk", Instant.EPOCH);
    }

    private static KeyWatch.Key key(String id, int attempt, long made, Optional<Long> removed) {
        return new KeyWatch.Key(id, "app", TICKET, attempt, made, removed);
    }
}
