package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is planned to go wrong does, once, and the work is done or not as planned. */
class FaultsTest {
    private final Lab lab = Lab.withEveryPermission();
    private final Application app = lab.tenant.app("payroll-api", a -> a.ownedBy(lab.desk.id()));

    private final Group group = lab.tenant.group("security");

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    listApplications  | /applications
                    getApplication    | /applications/{app}
                    getApplication    | /applications(appId='{appId}')
                    owners            | /applications/{app}/owners
                    servicePrincipals | /servicePrincipals
                    servicePrincipals | /servicePrincipals/{desk}
                    servicePrincipals | /servicePrincipals/{desk}/ownedObjects
                    servicePrincipals | /servicePrincipals/{desk}/ownedObjects/graph.application
                    users             | /users
                    appRoleAssignments | /servicePrincipals/{desk}/appRoleAssignments
                    groups            | /groups/{group}
                    policies          | /policies/defaultAppManagementPolicy
                    *                 | /users
                    """)
    void a_read_meets_the_fault_planned_for_it_once(String name, String template) {
        var path =
                template.replace("{app}", app.id())
                        .replace("{appId}", app.appId())
                        .replace("{group}", group.id())
                        .replace("{desk}", lab.desk.id());
        lab.entra.faults().next("somethingElse", EntraFault.unavailable());
        lab.entra.faults().next(name, EntraFault.throttled(Duration.ofSeconds(7)));

        var refused = lab.get(path);
        assertThat(refused.refusal()).isEqualTo("429 TooManyRequests");
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(lab.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_fault_comes_before_the_work() {
        lab.entra.faults().next("addPassword", 2, EntraFault.concurrentChange());

        assertThat(add().refusal()).isEqualTo("409 Directory_ConcurrencyViolation");
        assertThat(add().status()).isEqualTo(409);
        assertThat(lab.tenant.secretsOf(app.id())).isEmpty();
        assertThat(add().status()).isEqualTo(200);
    }

    @Test
    void or_after_the_work() {
        lab.entra.faults().next("addPassword", EntraFault.unavailableAfter());
        var reply = add();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.http().body()).startsWith("<html>");
        assertThat(lab.tenant.secretsOf(app.id())).hasSize(1);
        assertThat(lab.tenant.mintedValues()).hasSize(1);
    }

    @Test
    void a_refusal_may_come_with_nothing() {
        lab.entra.faults().next("removePassword", EntraFault.withoutBody(502));
        var reply = lab.removePassword(app.id(), app.id());

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.http().body()).isEmpty();
    }

    @Test
    void the_line_is_cut_before_the_work() {
        lab.entra.faults().next("addPassword", new Fault.CutBefore());

        assertThatThrownBy(this::add).isInstanceOf(UncheckedIOException.class);
        assertThat(lab.tenant.secretsOf(app.id())).isEmpty();
        assertThat(lab.entra.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.status()).isZero());
        assertThat(add().status()).isEqualTo(200);
    }

    @Test
    void the_line_is_cut_after_the_work() {
        lab.entra.faults().next("addPassword", new Fault.CutAfter());

        assertThatThrownBy(this::add).isInstanceOf(UncheckedIOException.class);
        assertThat(lab.tenant.secretsOf(app.id())).hasSize(1);
        assertThat(lab.tenant.mintedValues()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobody_answers_until_the_simulator_closes(boolean worked) throws Exception {
        lab.entra
                .faults()
                .next("addPassword", worked ? new Fault.HangAfter() : new Fault.HangBefore());
        var noted = new CountDownLatch(1);
        lab.entra.onChange(() -> {
            if (!lab.entra.calls().isEmpty()) {
                noted.countDown();
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reply = threads.submit(this::add);
            noted.await();
            assertThatThrownBy(() -> reply.get(1, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(lab.tenant.secretsOf(app.id())).hasSize(worked ? 1 : 0);

            lab.entra.close();
            assertThatThrownBy(reply::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void slow_is_as_good_as_fast() {
        lab.entra.faults().next("addPassword", new Fault.Slow(Duration.ZERO));

        assertThat(add().status()).isEqualTo(200);
    }

    @Test
    void the_sign_in_fails_as_planned_too() {
        var form = Lab.form(lab.desk.appId(), Lab.DESK_SECRET);
        lab.entra.faults().next("token", new Fault.Refuse(503, Map.of(), "busy"));

        assertThat(lab.signIn(form).status()).isEqualTo(503);
        assertThat(lab.signIn(form).status()).isEqualTo(200);
    }

    @Test
    void a_read_does_not_meet_the_fault_of_a_change() {
        lab.entra.faults().next("addPassword", EntraFault.unavailable());

        assertThat(lab.get("/applications/" + app.id()).status()).isEqualTo(200);
        assertThat(lab.entra.faults().isEmpty()).isFalse();
    }

    private Lab.Reply add() {
        return lab.addPassword(app.id(), "{}");
    }
}
