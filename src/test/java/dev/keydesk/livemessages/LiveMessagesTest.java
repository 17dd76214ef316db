package dev.keydesk.livemessages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.SteppedScheduler;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** Messages that stay, over the wire; what is stored here is what {@link #drawn} says. */
class LiveMessagesTest {
    private static final String POST = "chat.postMessage";
    private static final String UPDATE = "chat.update";
    private static final String TICKET = "KD-7F3K2";
    private static final String CARD = "card";
    private static final String THREAD = "thread";
    private static final String REQUEST = "request";

    @TempDir private Path folder;
    private Backroom room;
    private LiveMessages liveMessages;
    private MessageSubject<String> requests;
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
        requests = liveMessages.subject(REQUEST, LiveMessagesTest::ticket).show(CARD, new Card());
        room.ready();
    }

    private static Optional<String> ticket(String id) {
        return Optional.of(id).filter(TICKET::equals);
    }

    private final class Card implements MessageRenderer<String> {
        @Override
        public Optional<RenderedMessage> of(String ticket) {
            return drawn;
        }

        @Override
        public void refused(String ticket, String error) {
            refusals.add(ticket + " " + error);
        }
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Leases leases() {
        return new Leases(DatabaseTime.of(room.clock()), room.clock());
    }

    private RenderedMessage one(long version, String text) {
        return RenderedMessage.single(
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
        liveMessages.refresh(REQUEST, TICKET);
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
        liveMessages.refresh(REQUEST, TICKET);
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
                        liveMessages.refresh(tx, REQUEST, TICKET);
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
        liveMessages.refresh(REQUEST, TICKET);
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
                                + " The message was not posted. Slack did not accept it"
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
    void a_message_of_a_newer_version_waits_for_that_version_and_not_for_ever() {
        asksAsAVersionWithMore("hologram");
        room.timePasses(Duration.ofMinutes(10));
        assertThat(room.calls(POST)).isZero();

        requests.show("hologram", _ -> Optional.of(one(1, "shining")));
        room.timePasses(Duration.ofMinutes(5));
        assertThat(room.channelSays()).containsExactly("shining");

        asksAsAVersionWithMore("hologram", "sculpture");
        room.timePasses(Duration.ofDays(2));
        requests.show("sculpture", _ -> Optional.of(one(1, "standing")));
        room.timePasses(Duration.ofDays(1));
        assertThat(room.channelSays()).containsExactly("shining");
    }

    @Test
    void messages_about_what_only_a_newer_version_knows_wait_for_that_version() {
        var others = room.newJobs();
        var newer = messagesOf(others, () -> {});
        newer.subject("idea", Optional::of).show(CARD, _ -> Optional.of(one(1, "new")));
        try (var engine = room.drive(others)) {
            newer.refresh("idea", "a");
            room.timePasses(Duration.ofMinutes(1));
            assertThat(room.calls(POST)).isZero();
            room.clock().pass(Duration.ofMinutes(5));
            engine.runDue();
        }
        assertThat(room.channelSays()).containsExactly("new");
    }

    /** A newer version stores that job, and goes. */
    private void asksAsAVersionWithMore(String... places) {
        var others = room.newJobs();
        var newer = messagesOf(others, () -> {});
        var subject = newer.subject(REQUEST, LiveMessagesTest::ticket);
        subject.show(CARD, _ -> Optional.empty());
        List.of(places).forEach(place -> subject.show(place, _ -> Optional.empty()));
        try (var _ = room.drive(others)) {
            newer.refresh(REQUEST, TICKET);
        }
    }

    @Test
    void an_answer_goes_to_the_thread_of_its_message_or_nowhere() {
        var inThread = new Destination.InThreadOf(CARD);
        requests.show(
                THREAD,
                _ ->
                        Optional.of(
                                RenderedMessage.next(
                                        1, "1", inThread, OutgoingMessage.of("outcome"))));
        liveMessages.refresh(REQUEST, TICKET);
        room.runDue();
        assertThat(room.calls(POST)).isZero();

        movesAndIsDrawn(one(2, "waiting"));
        var card = liveMessages.ref(TICKET, CARD).orElseThrow();
        var seen = room.slack().sees(room.bob(), room.channel());
        assertThat(seen).hasSize(2);
        assertThat(seen.getLast().text()).isEqualTo("outcome");
        assertThat(seen.getLast().threadTs()).hasValue(card.ts());
    }

    @Test
    void all_messages_of_a_subject_are_one_job_in_their_order() {
        requests.show("second", _ -> drawn.map(_ -> one(1, "second")))
                .show("third", _ -> drawn.map(_ -> one(1, "third")));
        moves(one(1, "first"));
        moves(one(1, "first"));
        assertThat(room.due()).isOne();
        room.runDue();
        assertThat(room.channelSays()).containsExactly("first", "second", "third");
    }

    @Test
    void a_message_that_cannot_be_shown_keeps_no_other_from_it_and_is_tried_again_alone() {
        requests.show(
                        "broken",
                        _ -> {
                            throw new IllegalStateException("a fault of ours");
                        })
                .show("second", _ -> Optional.of(one(1, "second")));
        room.refusesNext(POST, "is_archived");
        movesAndIsDrawn(one(1, "first"));
        assertThat(room.channelSays()).containsExactly("second");
        room.timePasses(Duration.ofMinutes(1));
        assertThat(room.channelSays()).containsExactly("second", "first");
        assertThat(room.calls(POST)).isEqualTo(3);
    }

    @Test
    void a_move_while_the_messages_are_sent_is_shown_too() {
        var first = new AtomicBoolean(true);
        requests.show(
                "second",
                _ -> {
                    if (first.getAndSet(false)) {
                        moves(one(2, "approved"));
                    }
                    return Optional.empty();
                });
        movesAndIsDrawn(one(1, "waiting"));
        assertThat(room.channelSays()).containsExactly("approved");
    }

    @Test
    void where_nothing_is_sent_no_lease_is_taken() {
        movesAndIsDrawn(one(1, "waiting"));
        room.forgetLeases();
        liveMessages.refresh(REQUEST, TICKET);
        room.runDue();
        assertThat(room.leases()).isZero();
        movesAndIsDrawn(one(2, "approved"));
        assertThat(room.leases()).isOne();
    }

    @Test
    void what_was_read_long_before_it_could_be_sent_is_read_again() {
        var first = new AtomicBoolean(true);
        requests.show(
                "slow",
                _ -> {
                    if (first.getAndSet(false)) {
                        // Another node has shown the newer one, or does so now.
                        room.clock().pass(Duration.ofSeconds(11));
                        drawn = Optional.of(one(2, "approved"));
                    }
                    return Optional.empty();
                });
        movesAndIsDrawn(one(1, "waiting"));
        assertThat(room.channelSays()).containsExactly("approved");
        assertThat(room.calls(POST)).isOne();
    }

    @Test
    void a_direct_message_is_edited_where_it_stands() {
        var toAlice = new Destination.ToPerson(room.alice());
        movesAndIsDrawn(RenderedMessage.single(1, toAlice, OutgoingMessage.of("stored")));
        movesAndIsDrawn(RenderedMessage.single(2, toAlice, OutgoingMessage.of("approved")));
        assertThat(room.directlyTo(room.alice())).containsExactly("approved");
    }

    @Test
    void a_message_whose_turn_another_node_has_waits_for_it() {
        var turn = "message:request:" + TICKET;
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
        var otherHasPosted = new CountDownLatch(1);
        requests.show(
                "slow",
                _ -> {
                    drawing.countDown();
                    await(otherHasPosted);
                    return Optional.empty();
                });
        moves(one(2, "waiting"));
        var first = Thread.ofVirtual().start(room::runDue);
        await(drawing);
        var others = room.newJobs();
        newerNode(others, () -> {}, one(2, "waiting"));
        try (var otherEngine = room.drive(others)) {
            otherEngine.runDue();
            assertThat(room.calls(POST)).isOne();
            otherHasPosted.countDown();
            first.join();
            room.timePasses(Duration.ofMinutes(1));
        }
        assertThat(room.channelSays()).containsExactly("waiting");
        assertThat(room.calls(POST)).isOne();
    }

    @Test
    void a_node_that_comes_while_another_one_posts_waits_and_finds_it_posted() {
        var others = room.newJobs();
        newerNode(others, () -> {}, one(2, "waiting"));
        var own = room.newJobs();
        Runnable[] amid = {() -> {}};
        var slow = messagesOf(own, () -> amid[0].run());
        slow.subject(REQUEST, LiveMessagesTest::ticket)
                .show(CARD, _ -> Optional.of(one(2, "waiting")));
        try (var otherEngine = room.drive(others);
                var engine = room.drive(own)) {
            amid[0] =
                    () -> {
                        amid[0] = () -> {};
                        otherEngine.runOnce();
                        assertThat(room.calls(POST)).isZero();
                    };
            slow.refresh(REQUEST, TICKET);
            engine.runDue();
            room.clock().pass(Duration.ofSeconds(2));
            otherEngine.runDue();
        }
        assertThat(room.channelSays()).containsExactly("waiting");
        assertThat(room.calls(POST)).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void of_two_that_a_node_and_one_that_stood_still_have_posted_the_one_that_shows_more_stays(
            long ofTheOther) {
        var others = room.newJobs();
        var own = room.newJobs();
        Runnable[] amid = {() -> {}};
        var slow = messagesOf(own, () -> amid[0].run());
        slow.subject(REQUEST, LiveMessagesTest::ticket)
                .show(CARD, _ -> Optional.of(one(2, "by the slow one")));
        try (var engine = room.drive(own)) {
            amid[0] =
                    () -> {
                        amid[0] = () -> {};
                        room.clock().pass(Leases.LONGEST);
                        newerNode(others, () -> {}, one(ofTheOther, "by the other"));
                        try (var otherEngine = room.drive(others)) {
                            otherEngine.runOnce();
                        }
                    };
            slow.refresh(REQUEST, TICKET);
            engine.runDue();
        }
        var copy = "This message was posted twice";
        assertThat(room.channelSays())
                .hasSize(2)
                .filteredOn(text -> !text.startsWith(copy))
                .containsExactly(ofTheOther > 2 ? "by the other" : "by the slow one");
        assertThat(room.channelSays()).filteredOn(text -> text.startsWith(copy)).hasSize(1);
    }

    @Test
    void a_node_that_stood_still_for_longer_than_its_lease_sends_nothing_more() {
        movesAndIsDrawn(one(1, "waiting"));
        var others = room.newJobs();
        var own = room.newJobs();
        Runnable[] amid = {() -> {}};
        var slow = messagesOf(own, () -> amid[0].run());
        slow.subject(REQUEST, LiveMessagesTest::ticket)
                .show("before", _ -> Optional.of(one(1, "the one before")))
                .show(CARD, _ -> Optional.of(one(2, "approved, by the slow one")));
        try (var engine = room.drive(own)) {
            amid[0] =
                    () -> {
                        amid[0] = () -> {};
                        room.clock().pass(Leases.LONGEST);
                        newerNode(others, () -> {}, one(3, "picked up, by the other"));
                        try (var otherEngine = room.drive(others)) {
                            otherEngine.runOnce();
                        }
                    };
            slow.refresh(REQUEST, TICKET);
            engine.runDue();
        }
        assertThat(room.channelSays()).containsExactly("picked up, by the other", "the one before");
        assertThat(room.calls(UPDATE)).isOne();
    }

    @Test
    void a_node_that_edits_what_another_one_has_edited_since_shows_the_newest_in_the_end() {
        movesAndIsDrawn(one(1, "waiting"));
        var others = room.newJobs();
        var own = room.newJobs();
        long[] row = {2};
        Runnable[] amid = {() -> {}};
        var slow = messagesOf(own, () -> amid[0].run());
        slow.subject(REQUEST, LiveMessagesTest::ticket)
                .show("before", _ -> Optional.of(one(1, "the one before")))
                .show(CARD, _ -> Optional.of(one(row[0], "version " + row[0])));
        try (var engine = room.drive(own)) {
            amid[0] =
                    () -> {
                        amid[0] = () -> {};
                        row[0] = 3;
                        room.forgetLeases();
                        newerNode(others, () -> {}, one(3, "version 3"));
                        try (var otherEngine = room.drive(others)) {
                            otherEngine.runOnce();
                        }
                        assertThat(room.channelSays()).contains("version 3");
                    };
            slow.refresh(REQUEST, TICKET);
            engine.runDue();
        }
        assertThat(room.calls(UPDATE)).isEqualTo(3);
        assertThat(room.channelSays()).containsExactly("version 3", "the one before");
    }

    @Test
    void a_node_whose_edit_another_one_has_edited_back_before_it_was_recorded_shows_the_newest() {
        movesAndIsDrawn(one(1, "waiting"));
        var others = room.newJobs();
        var own = room.newJobs();
        Runnable[] afterTheEdit = {() -> {}};
        var newer = messagesOf(own, () -> afterTheEdit[0].run());
        newer.subject(REQUEST, LiveMessagesTest::ticket)
                .show(CARD, _ -> Optional.of(one(3, "version 3")))
                .show("after", _ -> Optional.of(one(3, "the one after")));
        try (var engine = room.drive(own)) {
            afterTheEdit[0] =
                    () -> {
                        afterTheEdit[0] = () -> {};
                        assertThat(room.channelSays()).containsExactly("version 3");
                        room.forgetLeases();
                        newerNode(others, () -> {}, one(2, "version 2"));
                        try (var otherEngine = room.drive(others)) {
                            otherEngine.runOnce();
                        }
                        assertThat(room.channelSays()).containsExactly("version 2");
                    };
            newer.refresh(REQUEST, TICKET);
            engine.runDue();
        }
        assertThat(room.channelSays()).containsExactly("version 3", "the one after");
    }

    @Test
    void a_copy_that_becomes_known_while_another_one_is_closed_is_closed_too() {
        movesAndIsDrawn(one(1, "waiting"));
        var marker = new MessageMarker(TICKET, CARD, "").text().orElseThrow();
        var copy = room.chat().post(room.channel(), OutgoingMessage.of("a copy"));
        var another = room.chat().post(room.channel(), OutgoingMessage.of("another copy"));
        var first = new AtomicBoolean(true);
        room.slack()
                .onChange(() -> {
                    if (first.getAndSet(false)) {
                        liveMessages.pressed(marker, another);
                    }
                });
        liveMessages.pressed(marker, copy);
        room.runDue();

        assertThat(first).isFalse();
        assertThat(room.channelSays())
                .filteredOn(text -> text.startsWith("This message was posted twice"))
                .hasSize(2);
    }

    /**
     * Another node, with one message more, so that its jobs are others: as if it did those of a
     * node that counts as dead. It has something to show.
     */
    private void newerNode(Jobs jobs, Runnable beforeItPosts, RenderedMessage shown) {
        var newer = messagesOf(jobs, beforeItPosts);
        newer.subject(REQUEST, LiveMessagesTest::ticket)
                .show(CARD, _ -> Optional.of(shown))
                .show("one more", _ -> Optional.empty())
                .show("and one more", _ -> Optional.empty());
        jobs.runOn(tasks -> new SteppedScheduler(room.db(), room.clock(), tasks));
        newer.refresh(REQUEST, TICKET);
    }

    /** Of another node, where something happens just before it posts. */
    private LiveMessages messagesOf(Jobs jobs, Runnable beforeItPosts) {
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
