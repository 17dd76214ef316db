package dev.keydesk.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.CapturedLog;
import dev.keydesk.orphans.OrphanSample;
import dev.keydesk.removal.RemovalSample;
import dev.keydesk.request.RequestSample;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.RowJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for everything with states, on both kinds of database: a transition is one
 * transaction, and what a newer version of the program wrote is left alone.
 */
@ParameterizedClass
@MethodSource("samples")
class WorkflowContractTest<S> {
    private static final Actor DESK = Actor.DESK;

    private final EachStore store;
    private final WorkflowSample<S> sample;
    @TempDir private Path folder;
    private WorkflowRoom room;
    private StateMachine<S> machine;
    private Workflow<S> workflow;

    WorkflowContractTest(EachStore store, WorkflowSample<S> sample) {
        this.store = store;
        this.sample = sample;
    }

    static Stream<Arguments> samples() {
        return Stream.of(EachStore.values())
                .flatMap(store ->
                        Stream.of(RequestSample.of(), RemovalSample.of(), OrphanSample.of())
                                .map(sample -> Arguments.of(store, sample)));
    }

    @BeforeEach
    void open() {
        room = new WorkflowRoom(store, folder, sample.timers());
        machine = sample.machine();
        workflow = room.workflow(machine);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Optional<Versioned<S>> opened() {
        return room.db()
                .write(tx -> workflow.open(tx, sample.first(), DESK, "because", sample.given()));
    }

    private Versioned<S> moved(Versioned<S> from) {
        return workflow.transition(from, sample.next(), DESK, "because");
    }

    private String key() {
        return machine.table().keyOf().apply(sample.first());
    }

    private Versioned<S> stored() {
        return workflow.rows().find(key()).orElseThrow();
    }

    private List<Versioned<S>> all() {
        var query =
                "select %s, state, body, version from %s"
                        .formatted(machine.table().key(), machine.table().name());
        return room.db().read(sql -> workflow.rows().readable(sql.createQuery(query)));
    }

    private List<String> events() {
        return WorkflowSample.kinds(room.audit().of(sample.subject()));
    }

    private List<String> jobs() {
        return column("select task_name || '/' || task_instance from scheduled_tasks");
    }

    private List<String> timers(S state, long version) {
        return machine.timers(state, version).stream().map(this::name).toList();
    }

    private String name(Timer timer) {
        var job = timer.job();
        return "%s/%s/%d".formatted(job.kind().name(), job.subject(), job.number());
    }

    private List<String> column(String query) {
        return room.db().read(sql -> sql.createQuery(query).mapTo(String.class).list());
    }

    private void write(String assignment) {
        room.db()
                .writing(tx ->
                        tx.sql()
                                .execute(
                                        "update %s set %s"
                                                .formatted(machine.table().name(), assignment)));
    }

    @Test
    void the_first_state_is_stored_once_with_its_event_and_its_timers() {
        assertThat(opened()).contains(new Versioned<>(sample.first(), 1));
        assertThat(stored()).isEqualTo(new Versioned<>(sample.first(), 1));
        var before = jobs();
        assertThat(opened()).isEmpty();
        assertThat(events()).isEqualTo(sample.opened());
        assertThat(jobs()).isEqualTo(before).isNotEmpty().containsAll(timers(sample.first(), 1));
    }

    @Test
    void a_transition_makes_the_version_one_more_and_brings_its_event() {
        opened();
        assertThat(moved(stored()))
                .isEqualTo(new Versioned<>(sample.next(), 2))
                .isEqualTo(stored());
        assertThat(events()).isEqualTo(sample.moved());
    }

    @Test
    void of_two_who_move_the_same_version_the_second_changes_nothing() {
        opened();
        var seenByBoth = stored();
        moved(seenByBoth);
        var jobs = jobs();

        assertThat(workflow.tryTransition(seenByBoth, sample.other(), DESK, "no")).isEmpty();
        assertThatThrownBy(() -> workflow.transition(seenByBoth, sample.other(), DESK, "no"))
                .isInstanceOf(StaleVersionException.class)
                .hasMessage(key() + " was moved by somebody else");
        assertThat(stored()).isEqualTo(new Versioned<>(sample.next(), 2));
        assertThat(events()).isEqualTo(sample.moved());
        assertThat(jobs()).isEqualTo(jobs);
    }

    @Test
    void a_transition_that_is_undone_leaves_everything_as_it_was() {
        opened();
        var before = stored();
        var jobs = jobs();
        assertThatThrownBy(() ->
                        room.db()
                                .writing(tx -> {
                                    workflow.transition(tx, before, sample.next(), DESK, "why");
                                    throw new IllegalStateException("the rest broke");
                                }))
                .hasMessage("the rest broke");
        assertThat(stored()).isEqualTo(before);
        assertThat(events()).isEqualTo(sample.opened());
        assertThat(jobs()).isEqualTo(jobs);
    }

    @Test
    void timers_of_the_next_state_come_and_those_of_the_state_before_go() {
        opened();
        var now = room.room().clock().instant();
        var toCome =
                machine.timers(sample.first(), 1).stream()
                        .filter(timer -> timer.when().isAfter(now))
                        .map(this::name)
                        .toList();
        assertThat(jobs()).containsAll(toCome);
        moved(stored());

        assertThat(toCome).isNotEmpty();
        assertThat(jobs())
                .containsAll(timers(sample.next(), 2))
                .doesNotContainAnyElementsOf(toCome);
    }

    @Test
    void what_shows_it_is_refreshed_in_the_same_transaction() {
        opened();
        moved(stored());
        assertThat(jobs())
                .contains("refresh-messages/%s:%s/0".formatted(machine.table().name(), key()));
    }

    @Test
    void who_listens_is_part_of_the_transaction_and_can_undo_it() {
        var heard = new ArrayList<Versioned<S>>();
        workflow.listen((tx, now) -> {
            heard.add(workflow.rows().find(tx.sql(), key()).orElseThrow());
            if (now.equals(sample.next())) {
                throw new IllegalStateException("not now");
            }
        });
        opened();
        var before = stored();
        assertThatThrownBy(() -> moved(before)).hasMessage("not now");

        assertThat(heard).containsExactly(before, new Versioned<>(sample.next(), 2));
        assertThat(stored()).isEqualTo(before);
        assertThat(events()).isEqualTo(sample.opened());
    }

    @Test
    void facts_of_a_newer_version_stay_in_a_row_that_this_one_moves() {
        opened();
        write("body = '{\"escrow\":{\"since\":[1]},' || substr(body, 2)");
        var once = moved(stored());
        var kept = column("select body from " + machine.table().name());
        workflow.transition(once, sample.other(), DESK, "again");

        assertThat(stored()).isEqualTo(new Versioned<>(sample.other(), 3));
        assertThat(kept).singleElement().asString().contains("\"escrow\":{\"since\":[1]}");
        assertThat(column("select body from " + machine.table().name()))
                .singleElement()
                .asString()
                .contains("\"escrow\":{\"since\":[1]}");
    }

    @Test
    void facts_of_a_newer_version_stay_at_every_depth_of_a_row_that_this_one_writes_again() {
        opened();
        var newer = withMore(body());
        write("body = '%s'".formatted(newer.toString().replace("'", "''")));
        workflow.transition(stored(), sample.first(), DESK, "the same again");

        assertThat(body()).isEqualTo(newer);
    }

    private JsonNode body() {
        var body = column("select body from " + machine.table().name()).getFirst();
        return RowJson.read(body, JsonNode.class);
    }

    /** With a fact more in each of its objects, those in lists too. */
    private static JsonNode withMore(JsonNode node) {
        node.forEach(WorkflowContractTest::withMore);
        return node instanceof ObjectNode object ? object.put("escrow", 1) : node;
    }

    @Test
    void only_the_facts_of_a_state_are_stored() {
        opened();
        var facts = Stream.of(sample.first().getClass().getRecordComponents());
        assertThat(body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(facts.map(RecordComponent::getName).toList());
    }

    @Test
    void a_state_of_a_newer_version_is_left_alone() {
        opened();
        write("state = 'Escrowed'");
        isLeftAlone(RowJson.Unreadable.class, "in state Escrowed are left alone");
    }

    @Test
    void facts_that_only_a_newer_version_can_read_are_left_alone() {
        opened();
        write("body = '[\"later\"]'");
        isLeftAlone(RowJson.Unreadable.class, "are left alone");
    }

    @Test
    void a_damaged_row_is_named_once_and_stops_nobody() {
        opened();
        write("body = substr(body, 1, length(body) - 20)");
        isLeftAlone(RowJson.Damaged.class, "%s is damaged: ".formatted(key()));
    }

    private void isLeftAlone(Class<? extends RuntimeException> trouble, String said) {
        try (var log = CapturedLog.open()) {
            assertThat(all()).isEmpty();
            assertThatThrownBy(() -> workflow.rows().find(key())).isExactlyInstanceOf(trouble);
            assertThat(workflow.rows().isLeftAlone(key())).isTrue();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains(machine.table().plural() + " in state"))
                    .singleElement()
                    .asString()
                    .contains(said);
        }
    }
}
