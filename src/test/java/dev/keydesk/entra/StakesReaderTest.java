package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.entra.EntraFact.Known;
import dev.keydesk.entra.EntraFact.NotReadable;
import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.AppRole;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.EntraFault;
import dev.keydesk.sandbox.entra.RequiredPermission;
import dev.keydesk.sandbox.entra.ServicePrincipal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What an app may do, through the real client library. */
class StakesReaderTest {
    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    private static final String MAIL_READ = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
    private static final String MAIL_SEND = "b633e1c5-b582-4048-a93e-9f11b44c7e96";
    private static final String OTHER = "aaaaaaaa-0000-0000-0000-000000000001";

    private final DirectoryLab lab = DirectoryLab.withEveryPermission();
    private ServicePrincipal graph;
    private Application app;
    private ServicePrincipal acting;

    @BeforeEach
    void open() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        graph =
                lab.tenant.api(
                        "Microsoft Graph",
                        GRAPH,
                        new AppRole(MAIL_READ, "Mail.Read", "Read mail in all mailboxes"),
                        new AppRole(MAIL_SEND, "Mail.Send", "Send mail as any user"));
        app =
                lab.tenant.app(
                        "payroll-api",
                        a ->
                                a.ownedBy(bob.id())
                                        .asking(
                                                RequiredPermission.role(GRAPH, MAIL_READ),
                                                RequiredPermission.scope(GRAPH, OTHER),
                                                RequiredPermission.role(GRAPH, MAIL_SEND)));
        acting = lab.tenant.servicePrincipal(app.id());
        lab.tenant.grant(acting, graph, MAIL_READ);
    }

    @AfterEach
    void close() {
        assertThat(lab.simulated.schemaProblems()).isEmpty();
        lab.close();
    }

    private AppStakes stakes() {
        return lab.entra.stakes(app.id()).orElseThrow();
    }

    private static AppPermission ofGraph(String id, String name, String title) {
        return new AppPermission(
                Optional.of(UUID.fromString(GRAPH)),
                Optional.of("Microsoft Graph"),
                UUID.fromString(id),
                new Known<>(new AppPermission.Label(name, Optional.of(title))));
    }

    @Test
    void an_app_asks_for_some_permissions_and_was_granted_others() {
        var stakes = stakes();

        assertThat(stakes.clientId()).isEqualTo(app.appId());
        assertThat(stakes.signInAudience()).contains("AzureADMyOrg");
        assertThat(stakes.isMultiTenant()).contains(false);
        assertThat(stakes.requested())
                .isEqualTo(
                        new Known<>(
                                List.of(
                                        ofGraph(
                                                MAIL_READ,
                                                "Mail.Read",
                                                "Read mail in all mailboxes"),
                                        ofGraph(MAIL_SEND, "Mail.Send", "Send mail as any user"))));
        assertThat(stakes.granted())
                .isEqualTo(
                        new Known<>(
                                List.of(
                                        ofGraph(
                                                MAIL_READ,
                                                "Mail.Read",
                                                "Read mail in all mailboxes"))));
        assertThat(stakes.owners().shown().orElseThrow())
                .singleElement()
                .extracting(AppOwner::mail)
                .isEqualTo(Optional.of("bob@example.com"));
    }

    @Test
    void an_app_that_asks_for_nothing_and_was_granted_nothing_is_harmless() {
        var calm =
                lab.tenant.app(
                        "calm", a -> a.withSignInAudience(Application.PERSONAL_ACCOUNTS_TOO));
        var withoutPrincipal = lab.entra.stakes(calm.id()).orElseThrow();
        lab.tenant.servicePrincipal(calm.id());
        var withPrincipal = lab.entra.stakes(calm.id()).orElseThrow();

        assertThat(withPrincipal).isEqualTo(withoutPrincipal);
        assertThat(withPrincipal.requested()).isEqualTo(new Known<>(List.of()));
        assertThat(withPrincipal.granted()).isEqualTo(new Known<>(List.of()));
        assertThat(withPrincipal.owners()).isEqualTo(new Known<>(List.of()));
        assertThat(withPrincipal.isMultiTenant()).contains(true);
    }

    @Test
    void being_let_in_without_a_permission_is_none() {
        lab.tenant.grant(acting, graph, new UUID(0, 0).toString());

        assertThat(stakes().granted().shown().orElseThrow()).hasSize(1);
    }

    @Test
    void there_may_be_no_such_app() {
        lab.tenant.delete(app.id());

        assertThat(lab.entra.stakes(app.id())).isEmpty();
        assertThat(lab.entra.stakes(OTHER)).isEmpty();
    }

    @Test
    void grants_are_read_to_the_last_page() {
        IntStream.range(0, 4)
                .forEach(number ->
                        lab.tenant.grant(acting, graph, number % 2 == 0 ? MAIL_SEND : MAIL_READ));
        lab.simulated.setLargestPage(2);

        assertThat(stakes().granted().shown().orElseThrow()).hasSize(5);
        assertThat(lab.calls("appRoleAssignments")).hasSize(3);
    }

    @Test
    void grants_that_do_not_end_are_left() {
        var endless =
                "{\"value\":[],\"@odata.nextLink\":\"%s/servicePrincipals/%s/appRoleAssignments?$skiptoken=x\"}"
                        .formatted(lab.simulated.graphUrl(), acting.id());
        lab.simulated.faults().next("appRoleAssignments", 20, EntraFault.answering(endless));

        assertThatThrownBy(this::stakes).isInstanceOf(Unsure.class);
    }

    @Test
    void what_an_api_calls_its_permissions_is_kept_for_some_hours() {
        stakes();
        assertThat(apisAsked()).as("asked for and granted by one API").isEqualTo(1);
        stakes();
        assertThat(apisAsked()).isEqualTo(1);
        lab.pass(Duration.ofHours(7));
        stakes();
        assertThat(apisAsked()).isEqualTo(2);
    }

    @Test
    void an_api_is_known_again_by_what_it_granted() {
        lab.tenant.change(app.id(), Application::asking);
        stakes();
        stakes();

        assertThat(apisAsked()).isEqualTo(1);
    }

    private long apisAsked() {
        return lab.calls("servicePrincipals").stream()
                .filter(call -> call.query().contains("appRoles"))
                .count();
    }

    @Test
    void what_was_granted_since_counts_at_once() {
        stakes();
        lab.tenant.grant(acting, graph, MAIL_SEND);

        assertThat(stakes().granted().shown().orElseThrow()).hasSize(2);
    }

    @Test
    void a_permission_that_its_api_does_not_offer_keeps_its_id() {
        lab.tenant.change(app.id(), a -> a.asking(RequiredPermission.role(GRAPH, OTHER)));
        lab.tenant.grant(acting, graph, OTHER);
        var stakes = stakes();

        var requested = stakes.requested().shown().orElseThrow().getFirst();
        assertThat(requested.id()).hasToString(OTHER);
        assertThat(requested.label())
                .isEqualTo(new NotReadable<>("The API offers no permission with this ID."));
        assertThat(stakes.granted().shown().orElseThrow()).contains(requested);
    }

    @Test
    void a_permission_of_an_api_that_is_not_there_keeps_the_id_of_the_api() {
        lab.tenant.change(app.id(), a -> a.asking(RequiredPermission.role(OTHER, MAIL_READ)));

        assertThat(stakes().requested().shown().orElseThrow())
                .containsExactly(
                        new AppPermission(
                                Optional.of(UUID.fromString(OTHER)),
                                Optional.empty(),
                                UUID.fromString(MAIL_READ),
                                new NotReadable<>("Entra shows no such API in this tenant.")));
    }

    @Test
    void of_very_many_apis_only_some_are_looked_up() {
        lab.tenant.change(
                app.id(),
                a ->
                        a.asking(
                                IntStream.range(0, 50)
                                        .mapToObj(_ -> UUID.randomUUID().toString())
                                        .map(api -> RequiredPermission.role(api, MAIL_READ))
                                        .toArray(RequiredPermission[]::new)));

        assertThat(stakes().requested().shown().orElseThrow()).hasSize(50);
        assertThat(apisAsked()).isLessThanOrEqualTo(21);
    }

    @Test
    void a_hostile_name_of_a_permission_is_kept_as_text_and_not_for_ever() {
        var api =
                lab.tenant.api(
                        "*<!channel>*",
                        OTHER,
                        new AppRole(OTHER, "<@U1>\n" + "x".repeat(999), " "));
        lab.tenant.grant(acting, api, OTHER);

        var permission =
                stakes().granted().shown().orElseThrow().stream()
                        .filter(it -> it.id().toString().equals(OTHER))
                        .findFirst()
                        .orElseThrow();
        assertThat(permission.apiName()).contains("*<!channel>*");
        var label = permission.label().shown().orElseThrow();
        assertThat(label.name()).startsWith("<@U1>\n").hasSize(256);
        assertThat(label.title()).as("blank text is none").isEmpty();
    }

    @Test
    void grants_that_may_not_be_read_are_not_none() {
        lab.simulated.faults().next("appRoleAssignments", denied());

        assertThat(stakes().granted())
                .isEqualTo(
                        new NotReadable<>(
                                "Entra refused to show the permissions of the app. The desk lacks"
                                        + " a permission: ask an Entra administrator to grant it"
                                        + " Application.ReadWrite.OwnedBy and to give admin"
                                        + " consent."));
        assertThat(stakes().granted().shown()).as("it is asked for again").isPresent();
    }

    @Test
    void a_service_principal_that_may_not_be_read_is_not_none() {
        lab.simulated.faults().next("servicePrincipals", denied());

        assertThat(stakes().granted()).isInstanceOf(NotReadable.class);
    }

    @Test
    void owners_that_may_not_be_read_or_were_not_shown_are_not_none() {
        lab.simulated.faults().next("owners", 2, denied());
        assertThat(stakes().owners()).isInstanceOf(NotReadable.class);
        lab.simulated.faults().next("owners", EntraFault.notFound());
        assertThat(stakes().owners())
                .isEqualTo(new NotReadable<>("Entra did not show who owns the app."));
    }

    @Test
    void permissions_of_an_api_that_may_not_be_read_have_no_names_for_now() {
        lab.simulated.faults().next("servicePrincipals", new Fault.AsUsual());
        lab.simulated.faults().next("servicePrincipals", denied());
        // Asked for by its application id, and what was granted by its object id.
        lab.simulated.faults().next("servicePrincipals", denied());
        var stakes = stakes();

        assertThat(stakes.requested().shown().orElseThrow())
                .hasSize(2)
                .allSatisfy(permission -> {
                    assertThat(permission.api()).contains(UUID.fromString(GRAPH));
                    assertThat(permission.label()).isInstanceOf(NotReadable.class);
                });
        assertThat(stakes.granted().shown().orElseThrow())
                .singleElement()
                .satisfies(permission -> {
                    assertThat(permission.api()).isEmpty();
                    assertThat(permission.id()).hasToString(MAIL_READ);
                    assertThat(permission.label()).isInstanceOf(NotReadable.class);
                });
        assertThat(stakes().requested().shown().orElseThrow())
                .contains(ofGraph(MAIL_READ, "Mail.Read", "Read mail in all mailboxes"));
    }

    @Test
    void an_app_registration_that_may_not_be_read_is_a_refusal() {
        try (var poor = new DirectoryLab("User.Read.All")) {
            var foreign = poor.tenant.app("payroll-api");

            assertThatThrownBy(() -> poor.entra.stakes(foreign.id()))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("lacks a permission");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getApplication",
                "servicePrincipals",
                "appRoleAssignments",
                "owners",
            })
    void whatever_is_busy_or_fails_fails_the_whole(String call) {
        lab.simulated.faults().next(call, EntraFault.throttled(Duration.ofSeconds(9)));
        assertThatThrownBy(this::stakes)
                .isInstanceOfSatisfying(
                        Busy.class,
                        busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(9)));
        lab.simulated.faults().next(call, EntraFault.unavailable());
        assertThatThrownBy(this::stakes).isInstanceOf(Unsure.class);
        lab.simulated.faults().next(call, new Fault.CutBefore());
        lab.simulated.faults().next(call, new Fault.CutBefore());
        assertThatThrownBy(this::stakes).isInstanceOf(EntraFailure.class);
        lab.simulated.faults().next(call, EntraFault.answering("[]"));
        assertThatThrownBy(this::stakes).isInstanceOf(Unsure.class);
        lab.simulated.faults().clear();
        assertThat(stakes().granted().shown()).isPresent();
    }

    @Test
    void a_token_that_is_refused_on_the_way_refuses_the_whole() {
        lab.simulated
                .faults()
                .next(
                        "appRoleAssignments",
                        new Fault.Refuse(
                                401,
                                Map.of(),
                                "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}"));

        assertThatThrownBy(this::stakes).isInstanceOf(Refused.class);
    }

    @Test
    void what_an_app_asks_for_in_an_unknown_form_is_not_nothing() {
        for (var odd :
                List.<Consumer<ObjectNode>>of(
                        json -> json.putNull("requiredResourceAccess"),
                        json -> json.put("requiredResourceAccess", "none"),
                        json -> asked(json).add(7),
                        json -> api(json).put("resourceAppId", "graph"),
                        json -> api(json).putNull("resourceAccess"),
                        json -> permission(json).put("id", "Mail.Read"),
                        json -> permission(json).putNull("type"),
                        json -> permission(json).put("type", "Both"))) {
            lab.simulated.spoil(
                    app.id(),
                    json -> {
                        var told = json.deepCopy();
                        odd.accept(told);
                        return Optional.of(told);
                    });

            assertThat(stakes().requested())
                    .isEqualTo(
                            new NotReadable<>(
                                    "Entra gave the permissions in a form that this desk does not"
                                            + " know."));
            assertThat(stakes().granted().shown()).isPresent();
        }
    }

    private static ArrayNode asked(ObjectNode json) {
        return json.withArray("requiredResourceAccess");
    }

    private static ObjectNode api(ObjectNode json) {
        return (ObjectNode) asked(json).get(0);
    }

    private static ObjectNode permission(ObjectNode json) {
        return (ObjectNode) api(json).withArray("resourceAccess").get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":[7]}",
                "{\"value\":[{\"resourceId\":\"aaaaaaaa-0000-0000-0000-000000000001\"}]}",
                "{\"value\":[{\"appRoleId\":\"aaaaaaaa-0000-0000-0000-000000000001\"}]}",
                "{\"value\":{}}"
            })
    void grants_that_cannot_be_read_are_never_taken_for_none(String answer) {
        lab.simulated.faults().next("appRoleAssignments", EntraFault.answering(answer));

        assertThatThrownBy(this::stakes).isInstanceOf(Unsure.class);
    }

    @Test
    void an_answer_about_another_api_names_no_permission() {
        lab.simulated.faults().next("servicePrincipals", new Fault.AsUsual());
        lab.simulated
                .faults()
                .next(
                        "servicePrincipals",
                        EntraFault.answering(
                                "{\"id\":\"%s\",\"appId\":\"%1$s\",\"appRoles\":[]}"
                                        .formatted(OTHER)));

        assertThatThrownBy(this::stakes).isInstanceOf(Unsure.class);
    }

    private static Fault denied() {
        return new Fault.Refuse(
                403,
                Map.of("Content-Type", "application/json", "request-id", "one"),
                "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"\"}}");
    }
}
