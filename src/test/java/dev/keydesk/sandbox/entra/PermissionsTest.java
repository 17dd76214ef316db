package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call needs one of the permissions in Microsoft's table, and changes need ownership too. */
class PermissionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Application.Read.All          | /applications                                    | 200
                    Application.ReadWrite.OwnedBy | /applications                                    | 200
                    User.ReadBasic.All            | /applications                                    | 403
                    ''                            | /applications                                    | 403
                    Application.Read.All          | /applications/{foreign}                          | 200
                    Application.ReadWrite.OwnedBy | /applications/{foreign}                          | 200
                    Policy.Read.All               | /applications/{foreign}                          | 403
                    Application.ReadWrite.OwnedBy | /applications(appId='{foreignAppId}')            | 200
                    User.Read.All                 | /applications(appId='{foreignAppId}')            | 403
                    Application.Read.All          | /applications/{foreign}/owners                   | 200
                    Application.ReadWrite.OwnedBy | /applications(appId='{foreignAppId}')/owners     | 200
                    Policy.Read.All               | /applications(appId='{foreignAppId}')/owners     | 403
                    User.ReadBasic.All            | /applications/{foreign}/owners                   | 403
                    Application.ReadWrite.OwnedBy | /servicePrincipals                               | 200
                    User.ReadBasic.All            | /servicePrincipals                               | 403
                    Application.Read.All          | /servicePrincipals/{desk}                        | 200
                    User.ReadBasic.All            | /servicePrincipals/{desk}                        | 403
                    Application.Read.All          | /servicePrincipals/{desk}/ownedObjects           | 200
                    Policy.Read.All               | /servicePrincipals/{desk}/ownedObjects           | 403
                    Application.Read.All          | /servicePrincipals/{desk}/ownedObjects/microsoft.graph.application | 200
                    Policy.Read.All               | /servicePrincipals/{desk}/ownedObjects/microsoft.graph.application | 403
                    User.ReadBasic.All            | /users                                           | 200
                    Application.ReadWrite.All     | /users                                           | 403
                    User.ReadBasic.All            | /users/{bob}                                     | 200
                    Application.ReadWrite.All     | /users/{bob}                                     | 403
                    Application.Read.All          | /servicePrincipals/{desk}/appRoleAssignments     | 200
                    Application.ReadWrite.OwnedBy | /servicePrincipals/{desk}/appRoleAssignments     | 200
                    User.Read.All                 | /servicePrincipals/{desk}/appRoleAssignments     | 403
                    GroupMember.Read.All          | /groups/{group}                                  | 200
                    Group.Read.All                | /groups/{group}                                  | 200
                    User.Read.All                 | /groups/{group}                                  | 403
                    Application.Read.All          | /groups/{group}                                  | 403
                    Policy.Read.All               | /policies/defaultAppManagementPolicy             | 200
                    Application.ReadWrite.All     | /policies/defaultAppManagementPolicy             | 403
                    """)
    void a_read_needs_its_permission(String role, String path, int status) {
        try (var lab = labWith(role)) {
            var bob = lab.tenant.user("Bob", "bob@example.com");
            var foreign = lab.tenant.app("foreign");
            var group = lab.tenant.group("security");
            var reply =
                    lab.get(
                            path.replace("{foreign}", foreign.id())
                                    .replace("{foreignAppId}", foreign.appId())
                                    .replace("{desk}", lab.desk.id())
                                    .replace("{group}", group.id())
                                    .replace("{bob}", bob.id()));

            assertThat(reply.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Application.ReadWrite.OwnedBy | owned   | 200 | 204
                    Application.ReadWrite.OwnedBy | foreign | 403 | 403
                    Application.ReadWrite.All     | foreign | 200 | 204
                    Directory.ReadWrite.All       | foreign | 200 | 204
                    Application.Read.All          | owned   | 403 | 403
                    User.ReadBasic.All            | owned   | 403 | 403
                    ''                            | owned   | 403 | 403
                    """)
    void a_change_needs_permission_and_ownership(String role, String name, int add, int remove) {
        try (var lab = labWith(role)) {
            lab.tenant.app("owned", app -> app.ownedBy(lab.desk.id()));
            lab.tenant.app("foreign");
            var app =
                    lab.tenant.applications().stream()
                            .filter(one -> one.displayName().equals(name))
                            .findFirst()
                            .orElseThrow();
            var old = lab.tenant.existingSecret(app.id(), "old", lab.now(), lab.inDays(9));

            var added = lab.addPassword(app.id(), "{}");
            var removed = lab.removePassword(app.id(), old.keyId());

            assertThat(added.status()).isEqualTo(add);
            assertThat(removed.status()).isEqualTo(remove);
            assertThat(lab.tenant.secretsOf(app.id())).hasSize(1);
            if (add == 403) {
                assertThat(added.code()).isEqualTo("Authorization_RequestDenied");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    User.ReadBasic.All,GroupMember.Read.All | 200
                    User.Read.All,Group.Read.All            | 200
                    Directory.Read.All                      | 200
                    GroupMember.Read.All                    | 403
                    User.Read.All                           | 403
                    Application.Read.All                    | 403
                    User.ReadBasic.All                      | 403
                    """)
    void who_is_in_a_group_needs_a_permission_for_people_and_one_for_groups(
            String roles, int status) {
        try (var lab = new Lab(roles.split(","))) {
            var bob = lab.tenant.user("Bob", "bob@example.com");
            var reply = lab.post("/users/" + bob.id() + "/checkMemberGroups", "{\"groupIds\":[]}");

            assertThat(reply.status()).isEqualTo(status);
            if (status == 403) {
                assertThat(reply.code()).isEqualTo("Authorization_RequestDenied");
            }
        }
    }

    private static Lab labWith(String role) {
        return role.isEmpty() ? new Lab() : new Lab(role);
    }
}
