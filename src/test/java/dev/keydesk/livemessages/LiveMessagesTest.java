package dev.keydesk.livemessages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Leases;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Messages that stay, over the wire; what is stored here is what {@link #drawn} says. */
class LiveMessagesTest {
    private static final String POST = "chat.postMessage";
    private static final String UPDATE = "chat.update";
    private static final String TICKET = "KD-7F3K2";
    private static final String CARD = "card";
    private static final String THREAD = "thread";

    @TempDir private Path folder;
    private Backroom room;
    private LiveMessages liveMessages;
    private Optional<RenderedMessage> drawn = Optional.empty();
    private final List<String> refusals = new ArrayList<>();

    @BeforeEach
    void open() {
        room = new Backroom(folder);
        liveMessages =
                new LiveMessages(
                        room.db(),
                        room.chat(),
                        room.jobs(),
                        leases(),
                        _ -> Optional.empty(),
                        room.clock());
        liveMessages.place(
                CARD,
                new MessageRenderer() {
                    @Override
                    public Optional<RenderedMessage> of(String subject) {
                        return subject.equals(TICKET) ? drawn : Optional.empty();
                    }

                    @Override
                    public void refused(String subject, String error) {
                        refusals.add(subject + " " + error);
                    }
                });
        room.ready();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Leases leases() {
        return new Leases(DatabaseTime.of(room.clock()), room.clock());
    }

    private RenderedMessage one(long version, String text) {
        return RenderedMessage.one(
                version, new Destination.InChannel(room.channel()), OutgoingMessage.of(text));
    }

    private RenderedMessage replacing(long version, String slot, String text) {
        return RenderedMessage.replacing(
                version,
                slot,
                new Destination.InChannel(room.channel()),
                OutgoingMessage.of(text),
                OutgoingMessage.of("over"));
    }

    /** The row changes, and the move asks for a redraw. */
    private void moves(RenderedMessage to) {
        drawn = Optional.of(to);
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, to.version()));
    }

    private void movesAndIsDrawn(RenderedMessage to) {
        moves(to);
        room.runDue();
    }

    @Test
    void the_first_drawing_is_posted() {
        movesAndIsDrawn(one(1, "waiting"));
        assertThat(room.channelSays()).containsExactly("waiting");
        var ref = liveMessages.ref(TICKET, CARD).orElseThrow();
        assertThat(ref.channel()).isEqualTo(room.channel());
    }

    @Test
    void a_later_version_is_edited_in_place() {
        movesAndIsDrawn(one(1, "waiting"));
        movesAndIsDrawn(one(2, "approved"));
        assertThat(room.channelSays()).containsExactly("approved");
        assertThat(room.calls(POST)).isOne();
    }

    @Test
    void what_stands_there_already_is_left_alone() {
        movesAndIsDrawn(one(2, "approved"));
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, CARD, 77));
        room.runDue();
        assertThat(room.calls(POST)).isOne();
        assertThat(room.calls(UPDATE)).isZero();
    }

    @Test
    void an_older_drawing_never_takes_the_place_of_a_newer_one() {
        movesAndIsDrawn(one(5, "approved"));
        movesAndIsDrawn(one(4, "waiting"));
        assertThat(room.channelSays()).containsExactly("approved");
    }

    @Test
    void a_late_redraw_shows_the_row_as_it_is_by_then() {
        moves(one(1, "waiting"));
        moves(one(2, "approved"));
        room.runDue();
        assertThat(room.channelSays()).containsExactly("approved");
        assertThat(room.calls(POST)).isOne();
    }

    @Test
    void a_move_that_is_rolled_back_draws_nothing() {
        drawn = Optional.of(one(1, "waiting"));
        try {
            room.db()
                    .writing(tx -> {
                        liveMessages.redraw(tx, TICKET, 1);
                        throw new IllegalStateException("the move broke");
                    });
        } catch (IllegalStateException broken) {
            assertThat(broken).hasMessage("the move broke");
        }
        room.runDue();
        assertThat(room.calls(POST)).isZero();
    }

    @Test
    void nothing_to_show_is_not_shown() {
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, 1));
        room.runDue();
        assertThat(room.calls(POST)).isZero();
        assertThat(liveMessages.ref(TICKET, CARD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_not_found", "edit_window_closed", "cant_update_message"})
    void a_message_out_of_reach_is_posted_anew_and_that_one_is_edited_later(String error) {
        movesAndIsDrawn(one(1, "waiting"));
        var lost = liveMessages.ref(TICKET, CARD).orElseThrow();
        room.refusesNext(UPDATE, error);
        movesAndIsDrawn(one(2, "approved"));
        assertThat(room.channelSays()).containsExactly("waiting", "approved");
        assertThat(liveMessages.ref(TICKET, CARD)).isPresent().get().isNotEqualTo(lost);
        movesAndIsDrawn(one(3, "picked up"));
        assertThat(room.channelSays()).containsExactly("waiting", "picked up");
        assertThat(refusals).isEmpty();
    }

    @Test
    void a_new_slot_is_a_new_message_and_closes_the_earlier_ones_once() {
        movesAndIsDrawn(replacing(1, "first", "question one"));
        movesAndIsDrawn(replacing(2, "second", "question two"));
        assertThat(room.channelSays()).containsExactly("over", "question two");
        movesAndIsDrawn(replacing(3, "third", "question three"));
        assertThat(room.channelSays()).containsExactly("over", "over", "question three");
        assertThat(room.calls(UPDATE)).isEqualTo(2);
    }

    @Test
    void closing_edits_what_stands_and_posts_nothing() {
        movesAndIsDrawn(replacing(1, "first", "question"));
        movesAndIsDrawn(
                RenderedMessage.closed(
                        2,
                        new Destination.InChannel(room.channel()),
                        OutgoingMessage.of("answered")));
        assertThat(room.channelSays()).containsExactly("answered");
        assertThat(room.calls(POST)).isOne();
    }

    @Test
    void an_earlier_message_that_is_gone_does_not_stop_the_new_one() {
        movesAndIsDrawn(replacing(1, "first", "question one"));
        room.refusesNext(UPDATE, "message_not_found");
        movesAndIsDrawn(replacing(2, "second", "question two"));
        assertThat(room.channelSays()).containsExactly("question one", "question two");
        movesAndIsDrawn(replacing(3, "second", "question two again"));
        assertThat(room.channelSays()).containsExactly("question one", "question two again");
    }

    @Test
    void messages_of_a_series_stay_as_they_are() {
        var to = new Destination.InChannel(room.channel());
        movesAndIsDrawn(RenderedMessage.next(1, "first", to, OutgoingMessage.of("approved")));
        movesAndIsDrawn(RenderedMessage.next(2, "second", to, OutgoingMessage.of("picked up")));
        assertThat(room.channelSays()).containsExactly("approved", "picked up");
    }

    @Test
    void what_slack_refuses_is_told_to_the_drawing_and_tried_again() {
        room.refusesNext(POST, "is_archived");
        movesAndIsDrawn(one(1, "waiting"));
        assertThat(refusals)
                .containsExactly(
                        TICKET
                                + " The message was not posted. Slack does not take it"
                                + " (is_archived).");
        room.timePasses(Duration.ofSeconds(1).minusMillis(1));
        assertThat(room.calls(POST)).isOne();
        room.timePasses(Duration.ofMillis(1));
        assertThat(room.channelSays()).containsExactly("waiting");
        assertThat(refusals).hasSize(1);
    }

    @Test
    void a_refused_edit_keeps_the_message_and_is_tried_again() {
        movesAndIsDrawn(one(1, "waiting"));
        room.refusesNext(UPDATE, "is_archived");
        movesAndIsDrawn(one(2, "approved"));
        assertThat(room.channelSays()).containsExactly("waiting");
        room.timePasses(Duration.ofMinutes(10));
        assertThat(room.channelSays()).containsExactly("approved");
    }

    @Test
    void a_slack_that_is_away_is_asked_again_soon() {
        room.slack().faults().next(POST, new Fault.CutBefore());
        room.slack().faults().next(POST, new Fault.Refuse(503, Map.of(), "oops"));
        movesAndIsDrawn(one(1, "waiting"));
        assertThat(room.channelSays()).isEmpty();
        room.timePasses(Duration.ofMinutes(1));
        assertThat(room.channelSays()).containsExactly("waiting");
        assertThat(refusals).isEmpty();
    }

    @Test
    void a_busy_slack_is_left_alone_for_as_long_as_it_asks() {
        room.slack().faults().next(POST, new Fault.Refuse(429, Map.of("Retry-After", "120"), ""));
        movesAndIsDrawn(one(1, "waiting"));
        room.timePasses(Duration.ofSeconds(119));
        assertThat(room.calls(POST)).isOne();
        room.timePasses(Duration.ofSeconds(1));
        assertThat(room.channelSays()).containsExactly("waiting");
    }

    @Test
    void a_place_of_a_newer_version_waits_for_that_version_and_not_for_ever() {
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, "hologram", 1));
        room.timePasses(Duration.ofMinutes(10));
        assertThat(room.calls(POST)).isZero();

        liveMessages.place("hologram", _ -> Optional.of(one(1, "shining")));
        room.timePasses(Duration.ofMinutes(5));
        assertThat(room.channelSays()).containsExactly("shining");

        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, "sculpture", 1));
        room.timePasses(Duration.ofDays(2));
        liveMessages.place("sculpture", _ -> Optional.of(one(1, "standing")));
        room.timePasses(Duration.ofDays(1));
        assertThat(room.channelSays()).containsExactly("shining");
    }

    @Test
    void an_answer_goes_to_the_thread_of_its_message_or_nowhere() {
        var inThread = new Destination.InThreadOf(CARD);
        liveMessages.place(
                THREAD,
                _ ->
                        Optional.of(
                                RenderedMessage.next(
                                        1, "1", inThread, OutgoingMessage.of("outcome"))));
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, THREAD, 1));
        room.runDue();
        assertThat(room.calls(POST)).isZero();

        movesAndIsDrawn(one(2, "waiting"));
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, THREAD, 2));
        room.runDue();
        var card = liveMessages.ref(TICKET, CARD).orElseThrow();
        var seen = room.slack().sees(room.bob(), room.channel());
        assertThat(seen).hasSize(2);
        assertThat(seen.getLast().text()).isEqualTo("outcome");
        assertThat(seen.getLast().threadTs()).hasValue(card.ts());
    }

    @Test
    void a_direct_message_is_edited_where_it_stands() {
        var toAlice = new Destination.ToPerson(room.alice());
        movesAndIsDrawn(RenderedMessage.one(1, toAlice, OutgoingMessage.of("stored")));
        movesAndIsDrawn(RenderedMessage.one(2, toAlice, OutgoingMessage.of("approved")));
        assertThat(room.directlyTo(room.alice())).containsExactly("approved");
    }

    @Test
    void a_message_whose_turn_another_node_has_waits_for_it() {
        var turn = "message:%s:%s".formatted(TICKET, CARD);
        room.db().writing(tx -> leases().take(tx, turn, "another node", Leases.LONGEST));
        movesAndIsDrawn(one(1, "waiting"));
        room.timePasses(Leases.LONGEST.minusSeconds(1));
        assertThat(room.calls(POST)).isZero();
        room.timePasses(Duration.ofSeconds(2));
        assertThat(room.channelSays()).containsExactly("waiting");
    }

    @Test
    void two_nodes_that_draw_one_message_at_once_post_it_once() throws InterruptedException {
        var drawing = new CountDownLatch(1);
        var otherHasTried = new CountDownLatch(1);
        var otherJobs = room.newJobs();
        var other =
                new LiveMessages(
                        room.db(),
                        room.chat(),
                        otherJobs,
                        leases(),
                        _ -> Optional.empty(),
                        room.clock());
        var waiting = one(2, "waiting");
        MessageRenderer slow =
                _ -> {
                    drawing.countDown();
                    await(otherHasTried);
                    return Optional.of(waiting);
                };
        liveMessages.place(CARD, slow);
        other.place(CARD, _ -> Optional.of(waiting));
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, CARD, 2));
        room.db().writing(tx -> liveMessages.redraw(tx, TICKET, CARD, 3));

        var first = Thread.ofVirtual().start(room::runDue);
        await(drawing);
        try (var otherEngine = room.drive(otherJobs)) {
            otherEngine.runDue();
            assertThat(room.calls(POST)).isZero();
            otherHasTried.countDown();
            first.join();
            room.timePasses(Duration.ofMinutes(1));
        }
        assertThat(room.channelSays()).containsExactly("waiting");
        assertThat(room.calls(POST)).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void of_two_that_a_node_and_one_that_stood_still_have_posted_the_one_that_shows_more_stays(
            long ofTheOther) {
        var others = room.newJobs();
        var other = boardWith(others, () -> {});
        other.place(CARD, _ -> Optional.of(one(ofTheOther, "by the other")));
        var own = room.newJobs();
        Runnable[] amid = {() -> {}};
        var slow = boardWith(own, () -> amid[0].run());
        slow.place(CARD, _ -> Optional.of(one(2, "by the slow one")));
        try (var otherEngine = room.drive(others);
                var engine = room.drive(own)) {
            amid[0] =
                    () -> {
                        amid[0] = () -> {};
                        room.clock().pass(Leases.LONGEST);
                        room.db().writing(tx -> other.redraw(tx, TICKET, CARD, 4));
                        otherEngine.runOnce();
                    };
            room.db().writing(tx -> slow.redraw(tx, TICKET, CARD, 2));
            engine.runDue();
        }
        var copy = "This message was posted twice";
        assertThat(room.channelSays())
                .hasSize(2)
                .filteredOn(text -> !text.startsWith(copy))
                .containsExactly(ofTheOther > 2 ? "by the other" : "by the slow one");
        assertThat(room.channelSays()).filteredOn(text -> text.startsWith(copy)).hasSize(1);
    }

    /** Of another node, where something happens just before it posts. */
    private LiveMessages boardWith(Jobs jobs, Runnable beforeItPosts) {
        return new LiveMessages(
                room.db(),
                room.chat(),
                jobs,
                leases(),
                _ -> {
                    beforeItPosts.run();
                    return Optional.empty();
                },
                room.clock());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
