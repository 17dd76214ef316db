package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who is in which group, and which permissions an app asks for and holds. */
class GroupsAndGrantsTest {
    private static final String NOBODYS = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    private static final String MAIL_READ = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

    private final Lab lab = Lab.withEveryPermission();
    private final User bob = lab.tenant.user("Bob", "bob@example.com");

    @AfterEach
    void close() {
        assertThat(lab.entra.schemaProblems()).noneMatch(problem -> problem.startsWith("answer"));
        lab.close();
    }

    private List<String> groupsOf(String user, String... groups) {
        var ids = Stream.of(groups).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        var reply = lab.post("/users/" + user + "/checkMemberGroups", body(ids));
        var found = new ArrayList<String>();
        reply.at("/value").forEach(id -> found.add(id.asText()));
        return found;
    }

    private static String body(String ids) {
        return "{\"groupIds\":[" + ids + "]}";
    }

    @Test
    void a_person_is_in_groups_around_their_groups_too() {
        var inner = lab.tenant.group("inner", bob.id());
        var middle = lab.tenant.group("middle", inner.id());
        var outer = lab.tenant.group("outer", middle.id());
        var other = lab.tenant.group("other");
        lab.tenant.addMember(inner.id(), outer.id());

        assertThat(groupsOf(bob.id(), other.id(), outer.id(), inner.id(), NOBODYS))
                .containsExactly(outer.id(), inner.id());
        assertThat(groupsOf("bob@example.com", middle.id())).containsExactly(middle.id());
        assertThat(groupsOf(bob.id(), inner.id().toUpperCase(Locale.ROOT)))
                .containsExactly(inner.id());
    }

    @Test
    void what_an_administrator_changes_counts_at_once() {
        var group = lab.tenant.group("security");
        assertThat(groupsOf(bob.id(), group.id())).isEmpty();
        lab.tenant.addMember(group.id(), bob.id());
        assertThat(groupsOf(bob.id(), group.id())).containsExactly(group.id());
        lab.tenant.removeMember(group.id(), bob.id());
        assertThat(groupsOf(bob.id(), group.id())).isEmpty();
        lab.tenant.addMember(group.id(), bob.id());
        lab.tenant.deleteGroup(group.id());
        assertThat(groupsOf(bob.id(), group.id())).isEmpty();
        assertThat(lab.get("/groups/" + group.id()).refusal())
                .isEqualTo("404 Request_ResourceNotFound");
    }

    @Test
    void more_than_twenty_groups_or_one_that_is_no_id_are_refused() {
        var path = "/users/" + bob.id() + "/checkMemberGroups";
        var twenty = "\"" + NOBODYS + "\"" + (",\"" + NOBODYS + "\"").repeat(19);

        assertThat(lab.post(path, body(twenty)).status()).isEqualTo(200);
        assertThat(lab.post(path, body(twenty + ",\"" + NOBODYS + "\"")).refusal())
                .isEqualTo("400 Request_BadRequest");
        assertThat(lab.post(path, body("\"security\"")).refusal())
                .isEqualTo("400 Request_BadRequest");
        assertThat(lab.post(path, "{}").refusal()).isEqualTo("400 BadRequest");
        assertThat(lab.entra.schemaProblems()).singleElement().asString().contains("required");
    }

    @Test
    void whoever_was_deleted_is_in_no_group() {
        var group = lab.tenant.group("security", bob.id());
        lab.tenant.deleteUser(bob.id());

        assertThat(
                        lab.post(
                                        "/users/" + bob.id() + "/checkMemberGroups",
                                        body("\"" + group.id() + "\""))
                                .refusal())
                .isEqualTo("404 Request_ResourceNotFound");
    }

    @Test
    void a_group_has_a_name() {
        var group = lab.tenant.group("Security <!channel>");

        assertThat(
                        lab.get("/groups/" + group.id() + "?$select=id,displayName")
                                .text("/displayName"))
                .isEqualTo("Security <!channel>");
        assertThat(lab.get("/groups/security").refusal()).isEqualTo("400 Request_BadRequest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mail+eq+'x'+or+userPrincipalName+eq+'bob@example.com'  | 1
                    mail+eq+'x+or+y'+or+mail+eq+'it''s+or'                 | 0
                    proxyAddresses/any(p:p+eq+'smtp:robert@example.com')   | 1
                    proxyAddresses/any(p:p+eq+'SMTP:ROBERT@example.com')   | 1
                    proxyAddresses/any(p:p+eq+'robert@example.com')        | 0
                    """)
    void people_are_found_by_any_of_their_addresses(String filter, int count) {
        lab.tenant.alsoReachedAt(bob, "smtp:robert@example.com");

        assertThat(lab.get("/users?$filter=" + filter).at("/value")).hasSize(count);
    }

    @Test
    void who_may_read_only_the_basics_finds_nobody_by_what_is_more() {
        try (var basic = new Lab("User.ReadBasic.All")) {
            var user = basic.tenant.user("Bob", "bob@example.com");
            basic.tenant.alsoReachedAt(user, "smtp:robert@example.com");
            basic.tenant.changeUser(user.id(), User::asGuest);
            var found = basic.get("/users/" + user.id() + "?$select=mail,userType,accountEnabled");

            assertThat(
                            basic.get(
                                            "/users?$filter=proxyAddresses/any(p:p+eq+'smtp:robert@example.com')")
                                    .at("/value"))
                    .isEmpty();
            assertThat(found.text("/mail")).isEqualTo("bob@example.com");
            assertThat(found.at("/userType").isNull()).isTrue();
            assertThat(found.at("/accountEnabled").isNull()).isTrue();
        }
    }

    @Test
    void a_person_may_be_a_guest_blocked_and_without_mail() {
        lab.tenant.changeUser(bob.id(), User::asGuest);
        lab.tenant.changeUser(bob.id(), User::disabled);
        var found = lab.get("/users/" + bob.id() + "?$select=userType,accountEnabled");

        assertThat(found.text("/userType")).isEqualTo("Guest");
        assertThat(found.at("/accountEnabled").asBoolean(true)).isFalse();
        var carol = lab.tenant.user("Carol", "", "carol@example.com");
        assertThat(lab.get("/users/" + carol.id()).at("/mail").isNull()).isTrue();
    }

    @Test
    void an_app_asks_for_permissions_and_holds_others() {
        var graph =
                lab.tenant.api(
                        "Microsoft Graph",
                        GRAPH,
                        new AppRole(MAIL_READ, "Mail.Read", "Read mail in all mailboxes"));
        var app =
                lab.tenant.app(
                        "payroll-api",
                        a ->
                                a.asking(
                                        RequiredPermission.role(GRAPH, MAIL_READ),
                                        RequiredPermission.scope(GRAPH, NOBODYS)));
        var acting = lab.tenant.servicePrincipal(app.id());
        lab.tenant.grant(acting, graph, MAIL_READ);
        lab.tenant.servicePrincipal(app.id(), "User.Read.All");
        var asked = lab.get("/applications/" + app.id()).at("/requiredResourceAccess");
        var held = lab.get("/servicePrincipals/" + acting.id() + "/appRoleAssignments");
        var offered = lab.get("/servicePrincipals(appId='" + GRAPH + "')?$select=appRoles");

        assertThat(asked).hasSize(1);
        assertThat(asked.at("/0/resourceAppId").asText()).isEqualTo(GRAPH);
        assertThat(asked.at("/0/resourceAccess/0/type").asText()).isEqualTo("Role");
        assertThat(asked.at("/0/resourceAccess/1/type").asText()).isEqualTo("Scope");
        assertThat(held.at("/value")).hasSize(1);
        assertThat(held.text("/value/0/appRoleId")).isEqualTo(MAIL_READ);
        assertThat(held.text("/value/0/resourceId")).isEqualTo(graph.id());
        assertThat(held.text("/value/0/resourceDisplayName")).isEqualTo("Microsoft Graph");
        assertThat(offered.text("/appRoles/0/value")).isEqualTo("Mail.Read");
    }

    @Test
    void grants_come_in_pages() {
        var graph = lab.tenant.api("Microsoft Graph", GRAPH);
        IntStream.range(0, 3).forEach(_ -> lab.tenant.grant(lab.desk, graph, lab.tenant.freshId()));
        lab.entra.setLargestPage(2);
        var first = lab.get("/servicePrincipals/" + lab.desk.id() + "/appRoleAssignments");

        assertThat(first.at("/value")).hasSize(2);
        assertThat(first.text("/@odata.nextLink")).contains("$skiptoken=");
    }
}
