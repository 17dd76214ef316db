package dev.keydesk.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.Blocks;
import dev.keydesk.chat.Button;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.Backroom;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Clicks on a real message, with the address for the answer that Slack sent along. */
@EachStore.Contract
class InboxTest {
    private static final String WATER = "water";

    private final EachStore store;
    @TempDir private Path folder;
    private Backroom room;
    private Inbox inbox;
    private final List<Interaction> settled = new ArrayList<>();
    private final Deque<RuntimeException> troubles = new ArrayDeque<>();
    private InteractionAnswer answer = InteractionAnswer.say("The fern has been watered.");
    private int clicks;

    InboxTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        room = new Backroom(store.freshIn(folder));
        inbox = newInbox();
        room.ready();
    }

    private Inbox newInbox() {
        var made = new Inbox(room.db(), room.chat(), room.jobs(), room.clock());
        made.register(WATER, this::water);
        return made;
    }

    private InteractionAnswer water(Interaction interaction) {
        settled.add(interaction);
        if (!troubles.isEmpty()) {
            throw troubles.remove();
        }
        return answer;
    }

    @AfterEach
    void close() {
        room.close();
    }

    /** alice presses a button that stands in the channel. */
    private Interaction press(String action) {
        var card =
                room.chat()
                        .post(
                                room.channel(),
                                new OutgoingMessage(
                                        "Shall the fern be watered?",
                                        List.of(
                                                Blocks.actions(
                                                        "fern",
                                                        Button.of(action, "Water", "fern")))));
        room.slack()
                .click(
                        room.alice(),
                        new dev.keydesk.sandbox.slack.MessageKey(card.channel(), card.ts()),
                        action);
        var payload = room.lastPayload();
        return new Interaction(
                "fingerprint-" + ++clicks,
                payload.at("/actions/0/action_id").asText(),
                new UserId(payload.at("/user/id").asText()),
                payload.at("/actions/0/value").asText(),
                "",
                Optional.of(new ChannelId(payload.at("/channel/id").asText())),
                Optional.of(
                        new MessageRef(
                                new ChannelId(payload.at("/channel/id").asText()),
                                payload.at("/container/message_ts").asText())),
                Optional.empty(),
                Optional.of(payload.at("/response_url").asText()),
                room.clock().instant());
    }

    private Interaction press() {
        return press(WATER);
    }

    private List<String> toldPrivately() {
        return room.slack().sees(room.alice(), room.channel()).stream()
                .filter(SeenMessage::ephemeral)
                .map(SeenMessage::text)
                .toList();
    }

    private List<String> toldDirectly() {
        return room.directlyTo(room.alice());
    }

    @Test
    void a_click_is_settled_and_answered_to_the_one_who_clicked() {
        var interaction = press();
        inbox.take(interaction);
        assertThat(settled).isEmpty();
        room.runDue();
        assertThat(settled).containsExactly(interaction);
        assertThat(toldPrivately()).containsExactly("The fern has been watered.");
        assertThat(toldDirectly()).isEmpty();
        assertThat(room.slack().sees(room.bob(), room.channel())).noneMatch(SeenMessage::ephemeral);
    }

    @Test
    void a_click_that_says_enough_by_itself_is_not_answered() {
        answer = InteractionAnswer.visibleAlready();
        inbox.take(press());
        room.runDue();
        assertThat(settled).hasSize(1);
        assertThat(toldPrivately()).isEmpty();
        assertThat(toldDirectly()).isEmpty();
    }

    @Test
    void every_part_of_a_click_is_kept_for_the_job() {
        var bare =
                new Interaction(
                        "bare",
                        WATER,
                        room.alice(),
                        "Ünïcode <@U1> 'quoted'",
                        "two\nlines",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Interaction.View("V1", "h1")),
                        Optional.empty(),
                        room.clock().instant());
        inbox.take(bare);
        room.runDue();
        assertThat(settled).containsExactly(bare);
    }

    @Test
    void the_same_delivery_twice_is_one_click() {
        var interaction = press();
        inbox.take(interaction);
        inbox.take(interaction);
        room.runDue();
        assertThat(settled).hasSize(1);
        assertThat(toldPrivately()).hasSize(1);
    }

    @Test
    void a_delivery_that_was_settled_before_is_not_settled_again() {
        var interaction = press();
        inbox.take(interaction);
        room.runDue();
        room.timePasses(Duration.ofMinutes(59));
        inbox.forgetOldDeliveries();
        inbox.take(interaction);
        room.runDue();
        assertThat(settled).hasSize(1);
    }

    @Test
    void fingerprints_are_forgotten_after_an_hour() {
        assertThat(inbox.first("f")).isTrue();
        assertThat(inbox.first("f")).isFalse();
        room.timePasses(Duration.ofHours(1));
        inbox.forgetOldDeliveries();
        assertThat(inbox.first("f")).isFalse();
        room.timePasses(Duration.ofMillis(1));
        inbox.forgetOldDeliveries();
        assertThat(inbox.first("f")).isTrue();
    }

    @Test
    void two_clicks_are_settled_each() {
        inbox.take(press());
        inbox.take(press());
        room.runDue();
        assertThat(settled).hasSize(2);
    }

    @Test
    void a_button_of_another_version_is_answered_and_kept_for_that_version() {
        inbox.take(press("prune"));
        room.runDue();
        assertThat(toldPrivately())
                .singleElement()
                .asString()
                .startsWith("This button is from another version of the desk");
        inbox.register("prune", interaction -> InteractionAnswer.say("The fern has been pruned."));
        room.timePasses(Duration.ofSeconds(10));
        assertThat(toldPrivately()).hasSize(2).last().isEqualTo("The fern has been pruned.");
    }

    @Test
    void a_button_of_a_version_that_does_not_come_is_let_go_after_half_an_hour() {
        inbox.take(press("prune"));
        room.timePasses(Duration.ofHours(1));
        assertThat(toldPrivately()).hasSize(1);
        assertThat(toldDirectly())
                .singleElement()
                .asString()
                .contains("which did not handle it, so nothing was changed");
    }

    @Test
    void an_action_that_fails_is_told_once_and_tried_until_it_is_done() {
        for (int i = 0; i < 5; i++) {
            troubles.add(new IllegalStateException("no water"));
        }
        inbox.take(press());
        room.runDue();
        assertThat(toldPrivately())
                .singleElement()
                .asString()
                .startsWith("Your click is stored, but the desk is waiting")
                .endsWith("(ref FINGER)");
        room.timePasses(Duration.ofMinutes(5));
        assertThat(settled).hasSize(6);
        assertThat(toldPrivately()).hasSize(2);
        assertThat(toldPrivately().getLast()).isEqualTo("The fern has been watered.");
        room.timePasses(Duration.ofHours(1));
        assertThat(settled).hasSize(6);
    }

    @Test
    void a_click_that_cannot_be_settled_is_given_up_after_half_an_hour_with_an_answer() {
        for (int i = 0; i < 100; i++) {
            troubles.add(new IllegalStateException("no water"));
        }
        inbox.take(press());
        room.runDue();
        room.timePasses(Duration.ofMinutes(30));
        assertThat(toldDirectly()).isEmpty();
        room.timePasses(Duration.ofMinutes(10));
        assertThat(toldPrivately()).hasSize(1);
        assertThat(toldDirectly())
                .singleElement()
                .asString()
                .startsWith("Your click could not be handled within half an hour");
        int tries = settled.size();
        room.timePasses(Duration.ofDays(1));
        assertThat(settled).hasSize(tries);
    }

    @Test
    void an_action_that_asks_for_a_moment_says_nothing_meanwhile() {
        troubles.add(new RescheduleException(room.clock().instant().plusSeconds(3)));
        inbox.take(press());
        room.timePasses(Duration.ofSeconds(2));
        assertThat(toldPrivately()).isEmpty();
        room.timePasses(Duration.ofSeconds(1));
        assertThat(toldPrivately()).containsExactly("The fern has been watered.");
    }

    static Stream<Arguments> troublesOfTheAnswer() {
        return Stream.of(
                Arguments.of("404", new Fault.Refuse(404, Map.of(), "expired_url")),
                Arguments.of("429", new Fault.Refuse(429, Map.of("Retry-After", "3"), "")),
                Arguments.of("500", new Fault.Refuse(500, Map.of(), "oops")),
                Arguments.of("cut", new Fault.CutBefore()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troublesOfTheAnswer")
    void an_answer_that_slack_does_not_take_becomes_a_direct_message(String name, Fault fault) {
        room.slack().faults().next("response_url", fault);
        inbox.take(press());
        room.runDue();
        assertThat(toldPrivately()).isEmpty();
        assertThat(toldDirectly()).containsExactly("The fern has been watered.");
    }

    @Test
    void an_answer_that_comes_too_late_for_its_address_is_a_direct_message() {
        troubles.add(new RescheduleException(room.clock().instant().plus(Duration.ofMinutes(29))));
        inbox.take(press());
        room.timePasses(Duration.ofMinutes(29));
        assertThat(toldPrivately())
                .singleElement()
                .asString()
                .startsWith("Your click is stored. The desk has to wait for something else");
        assertThat(toldDirectly()).containsExactly("The fern has been watered.");
    }

    @Test
    void while_slack_takes_no_answer_at_all_the_click_is_not_forgotten() {
        var interaction = press();
        room.slack().faults().next("response_url", 2, new Fault.CutBefore());
        room.slack().faults().next("chat.postMessage", 2, new Fault.CutBefore());
        inbox.take(interaction);
        room.runDue();
        assertThat(toldPrivately()).isEmpty();
        assertThat(toldDirectly()).isEmpty();
        room.timePasses(Duration.ofMinutes(1));
        assertThat(toldPrivately()).containsExactly("The fern has been watered.");
    }

    @Test
    void a_click_of_a_move_that_was_rolled_back_does_not_exist() {
        var interaction = press();
        try {
            room.db()
                    .writing(tx -> {
                        inbox.first(tx, interaction.id());
                        throw new IllegalStateException("the move broke");
                    });
        } catch (IllegalStateException broken) {
            assertThat(broken).hasMessage("the move broke");
        }
        inbox.take(interaction);
        room.runDue();
        assertThat(settled).hasSize(1);
    }
}
