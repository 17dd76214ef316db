package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rolling upgrade as {@code docs/operations.md} promises it: a newer version works on the same
 * database, and knows what this one does not. What it writes is written here by hand.
 */
class VersionsSideBySideTest extends Story {
    private final Postgres.Place place = Postgres.freshDatabase();

    @Override
    protected World world(Path in) {
        return World.stepped(in, UnaryOperator.identity(), UnaryOperator.identity(), place::into);
    }

    private void newerOne(String statement) {
        Postgres.execute(place.name(), statement);
    }

    private void newerOneMigrates() {
        newerOne(
                """
                insert into flyway_schema_history
                       (installed_rank, version, description, type, script, installed_by,
                        execution_time, success)
                values (99, '99', 'later', 'SQL', 'V99__later.sql', 'them', 1, true)
                """);
        newerOne("alter table secret_request add column escrow text");
        newerOne("create table later (thing text); alter table later owner to desk");
    }

    private void newerOneSchedules(String kind, String instance) {
        newerOne(
                """
                insert into scheduled_tasks
                       (task_name, task_instance, execution_time, picked, version)
                values ('%s', '%s', timestamp '2026-03-01 00:00:00', false, 1)
                """
                        .formatted(kind, instance));
    }

    private void newerOneMoves(Ticket ticket, String state) {
        newerOne(
                "update secret_request set state = '%s', version = version + 1 where ticket = '%s'"
                        .formatted(state, ticket));
    }

    @Test
    void the_old_one_goes_on_and_leaves_alone_what_only_the_new_one_knows() {
        newerOneMigrates();
        newerOneSchedules("send-pigeon", "a/1");
        aliceAsks();
        var ticket = theRequest().ticket();
        newerOneMoves(ticket, "Escrowed");

        bob().sees("asks for a client secret for payroll-api").press("Approve");
        erin().runs("/new-client-secret exalate-connector")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("asks for a client secret for exalate-connector").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");
        erin().seesPrivately("Client secret (value)");
        world().timePasses(Duration.ofMinutes(1));

        assertThat(states(ticket)).containsExactly("Escrowed");
        assertThat(jobs("send-pigeon")).containsExactly("a/1");
        assertThat(log())
                .filteredOn(line -> line.contains("requests in state Escrowed are left alone"))
                .hasSize(1);

        // The newer one is done with it, and what people pressed meanwhile was kept.
        newerOneMoves(ticket, "Waiting");
        world().timePasses(Duration.ofSeconds(30));
        alice().sees("can pick it up");
        assertThat(states(ticket)).containsExactly("Approved");
    }

    @Test
    void the_old_one_starts_on_what_the_new_one_has_migrated() {
        aliceAsks();
        newerOneMigrates();
        newerOneSchedules("send-pigeon", "a/1");
        world().restart();

        bob().sees("asks for a client secret for payroll-api").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(jobs("send-pigeon")).containsExactly("a/1");
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_click_that_only_the_new_one_knows_is_answered_in_words() {
        aliceAsks();
        newerOne(
                """
                insert into interaction (id, action, by_user, subject, text, taken_at)
                values ('newer', 'fly', '%s', '%s', '', %d)
                """
                        .formatted(
                                bob().id().value(),
                                theRequest().ticket(),
                                world().clock().instant().toEpochMilli()));
        newerOneSchedules("settle-click", "newer/0");
        world().settle();

        bob().sees("This button is from another version of the desk, so nothing was changed here.");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    private List<String> states(Ticket ticket) {
        return column("select state from secret_request where ticket = '%s'".formatted(ticket));
    }

    private List<String> jobs(String kind) {
        return column(
                "select task_instance from scheduled_tasks where task_name = '%s'".formatted(kind));
    }

    private List<String> column(String question) {
        return world().bot()
                .platform()
                .db()
                .read(sql -> sql.createQuery(question).mapTo(String.class).list());
    }
}
