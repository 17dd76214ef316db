package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

/** Owners, people, service principals and policies are shown to those who may see them. */
class OwnersAndPeopleTest {

    @Test
    void owners_are_people_and_programs() {
        try (var lab = Lab.withEveryPermission()) {
            var bob = lab.tenant.user("Bob", "bob@example.com");
            var app =
                    lab.tenant.app("payroll-api", a -> a.ownedBy(bob.id()).ownedBy(lab.desk.id()));
            var owners = lab.get("/applications/" + app.id() + "/owners").at("/value");

            assertThat(owners).hasSize(2);
            assertThat(owners)
                    .filteredOn(owner -> owner.path("id").asText().equals(bob.id()))
                    .singleElement()
                    .satisfies(owner -> {
                        assertThat(owner.path("@odata.type").asText())
                                .isEqualTo("#microsoft.graph.user");
                        assertThat(owner.path("mail").asText()).isEqualTo("bob@example.com");
                        assertThat(owner.path("userPrincipalName").asText())
                                .isEqualTo("bob@example.com");
                    });
            assertThat(owners)
                    .filteredOn(owner -> owner.path("id").asText().equals(lab.desk.id()))
                    .singleElement()
                    .satisfies(owner -> {
                        assertThat(owner.path("@odata.type").asText())
                                .isEqualTo("#microsoft.graph.servicePrincipal");
                        assertThat(owner.path("appId").asText()).isEqualTo(lab.desk.appId());
                    });
        }
    }

    @Test
    void who_may_not_read_people_sees_owners_without_name_and_mail() {
        try (var lab = new Lab("Application.ReadWrite.OwnedBy")) {
            var bob = lab.tenant.user("Bob", "bob@example.com");
            var app = lab.tenant.app("payroll-api", a -> a.ownedBy(bob.id()));
            var reply = lab.get("/applications/" + app.id() + "/owners?$select=id,mail");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text("/value/0/id")).isEqualTo(bob.id());
            assertThat(reply.at("/value/0/mail").isNull()).isTrue();
            assertThat(reply.http().body()).doesNotContain("bob@example.com", "Bob");
        }
    }

    @Test
    void each_kind_of_owner_shows_the_selected_properties_it_has() {
        try (var lab = Lab.withEveryPermission()) {
            var app = lab.tenant.app("payroll-api", a -> a.ownedBy(lab.desk.id()));
            var path = "/applications/" + app.id() + "/owners";
            var owner = lab.get(path + "?$select=id,mail,appId").at("/value/0");

            assertThat(owner.fieldNames())
                    .toIterable()
                    .containsExactly("@odata.type", "id", "appId");
            assertThat(lab.get(path + "?$select=passwords").refusal())
                    .isEqualTo("400 Request_BadRequest");
            assertThat(lab.get(path + "?$filter=id+eq+'x'").refusal())
                    .isEqualTo("400 Request_UnsupportedQuery");
        }
    }

    @Test
    void an_owner_who_left_is_an_owner_no_more() {
        try (var lab = Lab.withEveryPermission()) {
            var bob = lab.tenant.user("Bob", "bob@example.com");
            var app = lab.tenant.app("payroll-api", a -> a.ownedBy(bob.id()));
            lab.tenant.change(app.id(), a -> a.withoutOwner(bob.id()));

            assertThat(lab.get("/applications/" + app.id() + "/owners").at("/value")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $filter=mail+eq+'Bob@example.com'              | 1
                    $filter=userPrincipalName+eq+'bob@example.com' | 1
                    $filter=startswith(displayName,'b')            | 1
                    $filter=mail+eq+'nobody@example.com'           | 0
                    $top=1                                         | 1
                    $top=5                                         | 2
                    """)
    void people_are_found_by_mail_and_name(String query, int count) {
        try (var lab = Lab.withEveryPermission()) {
            lab.tenant.user("Bob", "bob@example.com");
            lab.tenant.user("Alice", "alice@example.com");

            assertThat(lab.get("/users?" + query).at("/value")).hasSize(count);
        }
    }

    @Test
    void a_person_is_read_by_id_or_sign_in_name() {
        try (var lab = Lab.withEveryPermission()) {
            var bob = lab.tenant.user("Bob", "bob@example.com");

            assertThat(lab.get("/users/" + bob.id()).text("/mail")).isEqualTo("bob@example.com");
            assertThat(lab.get("/users/bob@example.com?$select=id").text("/id"))
                    .isEqualTo(bob.id());
            assertThat(lab.get("/users/carol@example.com").refusal())
                    .isEqualTo("404 Request_ResourceNotFound");
            assertThat(lab.entra.schemaProblems()).isEmpty();
        }
    }

    @Test
    void the_desk_finds_itself_and_the_apps_it_owns() {
        try (var lab = Lab.withEveryPermission()) {
            var owned = lab.tenant.app("payroll-api", a -> a.ownedBy(lab.desk.id()));
            lab.tenant.app("foreign");
            var filter = Lab.encoded("appId eq '" + lab.desk.appId() + "'");
            var found = lab.get("/servicePrincipals?$filter=" + filter);

            assertThat(found.text("/value/0/id")).isEqualTo(lab.desk.id());
            var byAppId = "/servicePrincipals(appId='" + lab.desk.appId() + "')";
            assertThat(lab.get(byAppId).text("/displayName")).isEqualTo("Keydesk");
            for (var path :
                    new String[] {
                        "/servicePrincipals/" + lab.desk.id() + "/ownedObjects",
                        byAppId + "/ownedObjects",
                        "/servicePrincipals/"
                                + lab.desk.id()
                                + "/ownedObjects/microsoft.graph.application",
                        "/servicePrincipals/" + lab.desk.id() + "/ownedObjects/graph.application"
                    }) {
                assertThat(lab.get(path).at("/value")).hasSize(1);
                assertThat(lab.get(path).text("/value/0/id")).isEqualTo(owned.id());
            }
            assertThat(lab.get("/servicePrincipals/" + owned.id()).status()).isEqualTo(404);
            assertThat(lab.get("/servicePrincipals(appId='" + owned.appId() + "')").status())
                    .isEqualTo(404);
            assertThat(lab.entra.schemaProblems()).isEmpty();
        }
    }

    @Test
    void a_tenant_without_rules_says_so() {
        try (var lab = Lab.withEveryPermission()) {
            var policy = lab.get("/policies/defaultAppManagementPolicy");

            assertThat(policy.at("/isEnabled").asBoolean()).isFalse();
            assertThat(policy.at("/applicationRestrictions/passwordCredentials")).isEmpty();
        }
    }

    @Test
    void a_tenant_tells_its_rules() {
        try (var lab = Lab.withEveryPermission()) {
            lab.tenant.setPolicy(
                    new SecretPolicy(
                            true, Optional.of(Duration.ofHours(36)), Optional.of(lab.now())));
            var policy = lab.get("/policies/defaultAppManagementPolicy");
            var rules = policy.at("/applicationRestrictions/passwordCredentials");

            assertThat(policy.at("/isEnabled").asBoolean()).isTrue();
            assertThat(rules).hasSize(2);
            assertThat(rules.at("/0/restrictionType").asText()).isEqualTo("passwordAddition");
            assertThat(rules.at("/1/restrictionType").asText()).isEqualTo("passwordLifetime");
            assertThat(rules.at("/1/maxLifetime").asText()).isEqualTo("P1DT12H");
            assertThat(rules.at("/1/state").asText()).isEqualTo("enabled");
            assertThat(rules.at("/1/restrictForAppsCreatedAfterDateTime").asText())
                    .isEqualTo("2026-11-22T09:00:00.1234567Z");
            assertThat(lab.entra.schemaProblems()).isEmpty();
        }
    }
}
