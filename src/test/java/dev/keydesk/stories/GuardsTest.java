package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.Actor;
import dev.keydesk.pickup.Minting;
import dev.keydesk.reminder.ReminderRun;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.store.Db;
import dev.keydesk.store.TransactionHook;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Guards that only count in a moment which stories reach by chance: a job is late, Entra shows what
 * was, another node does the same thing.
 */
class GuardsTest extends RemovalStory {
    private static final Fault FORBIDDEN =
            new Fault.Refuse(
                    403,
                    Map.of("Content-Type", "application/json"),
                    """
                    {"error":{"code":"Authorization_RequestDenied","message":"told by a test"}}\
                    """);

    private Runnable meanwhile = () -> {};
    private String within = "";

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                around ->
                        around.with(
                                around.callInterceptors().withTransactionHook(new Meanwhile())));
    }

    /** Once, just before the transaction that this method begins, that happens. */
    private void justBefore(Class<?> of, String method, Runnable what) {
        within = "%s.%s".formatted(of.getName(), method);
        meanwhile = what;
    }

    private final class Meanwhile implements TransactionHook {
        @Override
        public void before() {
            boolean isThere =
                    !within.isEmpty()
                            && StackWalker.getInstance()
                                    .walk(frames ->
                                            frames.anyMatch(frame ->
                                                    within.equals(
                                                            "%s.%s"
                                                                    .formatted(
                                                                            frame.getClassName(),
                                                                            frame
                                                                                    .getMethodName()))));
            if (isThere) {
                within = "";
                meanwhile.run();
            }
        }

        @Override
        public void after() {}
    }

    @Test
    void an_approval_after_the_deadline_changes_nothing() {
        aliceAsks();
        jobIsLate("lapse");
        world().clock().pass(Duration.ofHours(24));
        bob().sees("asks for a client secret for payroll-api").press("Approve");

        assertTold(bob(), "The time to decide about KD-");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void a_pick_up_after_its_deadline_makes_nothing() {
        // Entra minds two changes of an app that come close together.
        world().timePasses(Duration.ofMinutes(1));
        aliceAsksAndBobApproves();
        jobIsLate("unclaimed");
        world().clock().pass(Duration.ofHours(24));
        for (var button : new String[] {"Pick up the secret", "Get a one-time link"}) {
            alice().sees("can pick it up").press(button);
            assertTold(alice(), "The time to pick up KD-");
        }
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void a_stop_while_the_facts_are_gathered_stops_this_pick_up_too() {
        aliceAsksAndBobApproves();
        justBefore(Minting.class, "begin", () -> world().bot().mintSwitch().stop("incident 42"));
        alice().sees("can pick it up").press("Pick up the secret");

        alice().seesPrivately("have stopped pick-ups for now (incident 42)");
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void what_is_withdrawn_while_the_facts_are_gathered_is_not_made() {
        aliceAsksAndBobApproves();
        justBefore(Minting.class, "begin", this::isWithdrawn);
        alice().sees("can pick it up").press("Pick up the secret");

        assertThat(alice().seesPrivately("Nothing new was made").says()).contains("Withdrawn");
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Withdrawn.class);
    }

    private void isWithdrawn() {
        var approved = (SecretRequest.Approved) theRequest();
        var requests = world().bot().requests();
        requests.move(
                requests.find(approved.ticket()).orElseThrow(),
                approved.withdraw(world().clock().instant()),
                Actor.of(alice().id()),
                "Withdrawn.");
    }

    @Test
    void a_doubt_that_entra_lets_nobody_settle_is_put_before_a_person_after_an_hour() {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(1));
        entra().faults().next("addPassword", new Fault.CutAfter());
        alice().sees("can pick it up").press("Pick up the secret");
        entra().faults().next("getApplication", 10_000, FORBIDDEN);
        world().timePasses(Duration.ofMinutes(55));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Doubtful.class);
        world().timePasses(Duration.ofMinutes(20));
        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        assertThat(keysMade()).hasSize(1);

        entra().faults().clear();
        world().timePasses(Duration.ofHours(24));
        assertThat(keysMade()).as("it is looked for on").isEmpty();
    }

    /** The node that had it is busy or gone. */
    private void jobIsLate(String kind) {
        int late =
                world().bot()
                        .platform()
                        .db()
                        .write(tx ->
                                tx.sql()
                                        .createUpdate(
                                                "delete from scheduled_tasks where task_name = ?")
                                        .bind(0, kind)
                                        .execute());
        assertThat(late).isPositive();
    }

    @Test
    void a_key_is_not_taken_for_gone_while_reads_of_entra_may_be_old() {
        // Longer than the desk waits between the mint and the removal.
        entra().setTiming(entra().timing().withReadLag(Duration.ofSeconds(90)));
        world().timePasses(Duration.ofMinutes(2));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        entra().faults()
                .next(
                        "removePassword",
                        new Fault.Refuse(
                                400,
                                Map.of("Content-Type", "application/json"),
                                """
                                {"error":{"code":"Request_BadRequest","message":"told by a test"}}\
                                """));
        alice().sees("Do you have it?").press("I did not get it");
        untilAsked("removePassword", 1);

        assertThat(keysMade()).hasSize(1);
        assertThat(theRequest()).isInstanceOf(SecretRequest.TakingBack.class);
        world().timePasses(Duration.ofMinutes(10));
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void one_look_does_not_settle_a_doubt() {
        entra().setTiming(entra().timing().withReadLag(Duration.ofMinutes(3)));
        world().timePasses(Duration.ofMinutes(4));
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", new Fault.CutAfter());
        alice().sees("can pick it up").press("Pick up the secret");
        for (int second = 0; second < 240 && isNotLookedFor(); second++) {
            world().timePasses(Duration.ofSeconds(1));
        }

        assertThat(keysMade()).hasSize(1);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Doubtful.class);
        world().timePasses(Duration.ofMinutes(10));
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    private boolean isNotLookedFor() {
        return theRequest() instanceof SecretRequest.Doubtful doubt && doubt.lookCount() == 0;
    }

    /** Seconds pass until the desk has asked that so often. */
    private void untilAsked(String call, long times) {
        for (int second = 0; second < 120 && asked(call) < times; second++) {
            world().timePasses(Duration.ofSeconds(1));
        }
        assertThat(asked(call)).isGreaterThanOrEqualTo(times);
    }

    private long asked(String call) {
        return entra().calls().stream().filter(it -> it.name().equals(call)).count();
    }

    @Test
    void what_another_node_has_told_in_the_same_moment_is_not_told_again() {
        ends("weekly export", 31);
        world().timePasses(DAY.minusMinutes(10));
        scan();
        var hasTold = new AtomicBoolean();
        justBefore(
                ReminderRun.class,
                "remind",
                () -> {
                    otherNodeTells(world().bot().platform().db());
                    hasTold.set(true);
                });
        world().timePasses(Duration.ofMinutes(10));

        assertThat(hasTold).isTrue();
        assertThat(told()).isEmpty();
        daysPass(17);
        assertThat(told()).singleElement().asString().contains("weekly export", "14 days");
    }

    /** What the other node commits between our look at the rows and our own transaction. */
    private static void otherNodeTells(Db other) {
        int rows =
                other.write(tx ->
                        tx.sql()
                                .execute(
                                        """
                                        insert into reminder (tenant, app, key_id, end_at, step, told_at)
                                        select r.tenant, a.object_id, c.key_id, c.end_at, 30, 0
                                          from credential c
                                          join app a on a.number = c.app
                                          join (select min(tenant) as tenant from reminder) r on 1 = 1
                                         where c.name = 'weekly export'
                                        """));
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void who_was_handed_another_key_revokes_none_of_somebody_else() {
        var made = handedToAlice();
        var form = erin().runs("/new-client-secret revoke payroll-api");
        assertThat(form.says()).contains("can revoke it");
        assertThat(form.choices(keyField())).isEmpty();
        sends(erin(), made);
        assertThat(keysMade()).contains(made);
    }

    @Test
    void a_key_that_only_bears_the_name_of_mine_is_not_mine_to_revoke() {
        var made = handedToAlice();
        var payroll = world().company().payroll().id();
        var twin =
                entra().tenant()
                        .addSecretByHand(
                                payroll,
                                String.valueOf(made.displayName()),
                                made.start(),
                                made.end());
        world().timePasses(Duration.ofMinutes(1));
        var form = alice().runs("/new-client-secret revoke payroll-api");
        assertThat(form.choices(keyField()))
                .extracting(choice -> choice.value())
                .containsExactly(made.keyId());
        assertThat(keysMade()).contains(twin);
    }

    private String keyField() {
        return "revoke_which-" + world().company().payroll().id();
    }

    private Secret handedToAlice() {
        world().timePasses(Duration.ofMinutes(1));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        world().timePasses(Duration.ofMinutes(2));
        return keysMade().getFirst();
    }

    /** The form offers erin nothing, so what bob's holds is sent in her name. */
    private void sends(TestUser person, Secret key) {
        var form = bob().runs("/new-client-secret revoke payroll-api");
        form.choose(keyField(), key.keyId()).fill("revoke_words", "It has leaked.");
        try (var press = new BorrowedPress(world())) {
            press.borrow(form::sent);
            press.as(slack().workspace().member(person.id()).orElseThrow());
        }
        world().settle();
        assertThat(person.sees("can revoke it").says()).contains("Nothing was changed");
    }
}
