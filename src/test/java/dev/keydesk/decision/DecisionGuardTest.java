package dev.keydesk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.store.EachStore;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.WorkflowRoom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the one guard lets through, and what comes of everything else. */
class DecisionGuardTest {
    private static final String NAME = "KD-7F3K2";
    private static final String CARD = "card";

    @TempDir private Path folder;
    private WorkflowRoom room;
    private UserId bob;
    private DecisionGuard<String> guard;

    /** How it stands, and what others have done to it just before our own move. */
    private Versioned<String> stored = new Versioned<>("waiting", 1);

    private Runnable meanwhile = () -> {};
    private final List<String> asked = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();

    @BeforeEach
    void open() {
        room = new WorkflowRoom(EachStore.SQLITE, folder, List.of());
        bob = room.room().bob();
        guard =
                new DecisionGuard<>(
                        new OneThing(),
                        room.liveMessages(),
                        List.of(CARD),
                        new AuthorizationFailures(room.db(), room.audit(), room.room().clock()));
        room.liveMessages()
                .subject("thing", _ -> Optional.of(stored))
                .show(
                        CARD,
                        it ->
                                Optional.of(
                                        RenderedMessage.single(
                                                it.version(),
                                                new Destination.InChannel(room.room().channel()),
                                                OutgoingMessage.of("the card"))));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private final class OneThing implements DecisionGuard.Things<String> {
        @Override
        public Optional<Versioned<String>> named(String subject) {
            return Optional.of(stored).filter(_ -> subject.equals(NAME));
        }

        @Override
        public String key(String state) {
            return NAME;
        }

        @Override
        public Optional<Versioned<String>> tryMove(
                Versioned<String> from, String to, Actor by, String sentence) {
            meanwhile.run();
            if (from.version() != stored.version()) {
                return Optional.empty();
            }
            audit.add("%s: %s".formatted(by.name(), sentence));
            stored = new Versioned<>(to, from.version() + 1);
            return Optional.of(stored);
        }
    }

    private void becomes(String state) {
        stored = new Versioned<>(state, stored.version() + 1);
    }

    private DecisionOutcome<String> decided(Optional<MessageRef> on, String subject) {
        return guard.decide(
                new DecisionRequest(subject, bob, "approve", on),
                (who, now) -> {
                    asked.add(who.value() + " " + now);
                    return who.equals(bob)
                            ? new Verdict.Allowed("bob may.")
                            : new Verdict.Refused("Only bob may.");
                },
                (was, verdict) ->
                        was.state().equals("waiting")
                                ? Step.move("approved", verdict.because())
                                : Step.settled(was));
    }

    private DecisionOutcome<String> decided() {
        return decided(Optional.empty(), NAME);
    }

    @Test
    void who_may_moves_it_by_name_and_with_the_sentence_that_allows_it() {
        assertThat(decided()).isEqualTo(new DecisionOutcome.Done<>("approved"));
        assertThat(stored).isEqualTo(new Versioned<>("approved", 2));
        assertThat(audit).containsExactly(Actor.of(bob).name() + ": bob may.");
    }

    @Test
    void what_is_not_there_is_not_found_and_nobody_is_asked() {
        assertThat(decided(Optional.empty(), "KD-ZZZZZ"))
                .isEqualTo(new DecisionOutcome.NotFound<>());
        assertThat(asked).isEmpty();
    }

    @Test
    void who_may_not_changes_nothing_and_the_audit_log_keeps_it() {
        bob = room.room().alice();
        var allowed = room.room().bob();
        var outcome =
                guard.decide(
                        new DecisionRequest(NAME, bob, "approve", Optional.empty()),
                        (who, _) ->
                                who.equals(allowed)
                                        ? new Verdict.Allowed("bob may.")
                                        : new Verdict.Refused("Only bob may."),
                        (_, verdict) -> Step.move("approved", verdict.because()));
        assertThat(outcome).isEqualTo(new DecisionOutcome.NotAllowed<>("waiting", "Only bob may."));
        assertThat(stored.version()).isEqualTo(1);
        assertThat(room.audit().of(NAME))
                .extracting(AuditEvent::kind, AuditEvent::sentence)
                .containsExactly(tuple("refused", "approve: Only bob may."));
    }

    @Test
    void a_card_beside_the_current_one_is_outdated_and_nobody_is_asked() {
        var channel = room.room().channel();
        var other = Optional.of(new MessageRef(channel, "1700000000.000100"));
        assertThat(decided(other, NAME)).as("no card is known yet").isInstanceOf(done());
        becomes("waiting");
        asked.clear();
        room.liveMessages().refresh("thing", NAME);
        room.room().runDue();

        assertThat(decided(other, NAME)).isEqualTo(new DecisionOutcome.Outdated<>("waiting"));
        var copied = Optional.of(new MessageRef(new ChannelId("C0OTHER"), "1700000000.000100"));
        assertThat(decided(copied, NAME)).as("in another channel").isInstanceOf(outdated());
        assertThat(asked).isEmpty();
        var elsewhere = Optional.of(new MessageRef(new ChannelId("D1"), "1700000000.000100"));
        assertThat(decided(elsewhere, NAME)).as("a direct message").isInstanceOf(done());
        becomes("waiting");
        assertThat(decided(room.liveMessages().ref(NAME, CARD), NAME)).isInstanceOf(done());
    }

    @SuppressWarnings("unchecked")
    private static Class<DecisionOutcome<String>> outdated() {
        return (Class<DecisionOutcome<String>>) (Class<?>) DecisionOutcome.Outdated.class;
    }

    @SuppressWarnings("unchecked")
    private static Class<DecisionOutcome<String>> done() {
        return (Class<DecisionOutcome<String>>) (Class<?>) DecisionOutcome.Done.class;
    }

    @Test
    void who_loses_a_race_is_asked_about_again_and_hears_what_stands_there_now() {
        meanwhile =
                () -> {
                    meanwhile = () -> {};
                    becomes("denied");
                };
        assertThat(decided()).isEqualTo(new DecisionOutcome.Settled<>("denied"));
        assertThat(asked).containsExactly(bob.value() + " waiting", bob.value() + " denied");
        assertThat(audit).isEmpty();
    }

    @Test
    void who_loses_a_race_that_changes_nothing_decides_all_the_same() {
        meanwhile =
                () -> {
                    meanwhile = () -> {};
                    becomes("waiting");
                };
        assertThat(decided()).isEqualTo(new DecisionOutcome.Done<>("approved"));
        assertThat(stored.version()).isEqualTo(3);
    }

    @Test
    void who_loses_every_race_is_told_so_in_the_end() {
        meanwhile = () -> becomes("waiting");
        assertThat(decided()).isEqualTo(new DecisionOutcome.RaceLost<>("waiting"));
        assertThat(audit).isEmpty();
    }

    @Test
    void what_others_do_beside_the_guard_is_decided_again() {
        var steps = new ArrayList<Step<String>>(List.of(new Step.Again<>()));
        var outcome =
                guard.decide(
                        new DecisionRequest(NAME, bob, "approve", Optional.empty()),
                        (_, _) -> new Verdict.Allowed("bob may."),
                        (was, _) -> steps.isEmpty() ? Step.done(was) : steps.removeFirst());
        assertThat(outcome).isEqualTo(new DecisionOutcome.Done<>("waiting"));
        assertThat(steps).isEmpty();
    }
}
