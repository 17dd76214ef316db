package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.EntraFault;
import dev.keydesk.sandbox.entra.Group;
import dev.keydesk.sandbox.entra.User;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Whose address it is, and in which groups they are, through the real client library. */
class PeopleLookupTest {
    private static final EntraUserMatch NOBODY = new EntraUserMatch.Nobody();
    private static final EntraUserMatch AMBIGUOUS = new EntraUserMatch.Ambiguous();
    private static final UUID NOBODYS = UUID.fromString("aaaaaaaa-0000-0000-0000-000000000001");

    private DirectoryLab lab = DirectoryLab.withEveryPermission();

    @AfterEach
    void close() {
        assertThat(lab.simulated.schemaProblems()).isEmpty();
        lab.close();
    }

    /** From now on the desk has these permissions, and the tenant is an empty one. */
    private void allow(String... roles) {
        lab.close();
        lab = new DirectoryLab(roles);
    }

    private Optional<EntraUser> found(String address) {
        return lab.entra.user(address) instanceof EntraUserMatch.Found(var user)
                ? Optional.of(user)
                : Optional.empty();
    }

    private static UUID id(User user) {
        return UUID.fromString(user.id());
    }

    private static UUID id(Group group) {
        return UUID.fromString(group.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.com",
                "BOB@example.com",
                " bob@example.com ",
                "b.jones@corp.example.com"
            })
    void a_person_is_found_by_mail_or_by_the_name_they_sign_in_with(String address) {
        var bob = lab.tenant.user("Bob", "bob@example.com", "b.jones@corp.example.com");
        lab.tenant.user("Alice", "alice@example.com");

        assertThat(found(address))
                .contains(
                        new EntraUser(
                                id(bob),
                                Optional.of("Bob"),
                                Optional.of("bob@example.com"),
                                Optional.of("b.jones@corp.example.com"),
                                Optional.of("Member"),
                                Optional.of(true)));
        assertThat(lab.simulated.calls()).hasSize(1);
    }

    @Test
    void a_guest_and_a_blocked_account_are_told_as_such() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        lab.tenant.changeUser(bob.id(), User::asGuest);
        lab.tenant.changeUser(bob.id(), User::disabled);

        var user = found("bob@example.com").orElseThrow();
        assertThat(user.userType()).contains("Guest");
        assertThat(user.accountEnabled()).contains(false);
    }

    @Test
    void somebody_without_mail_is_found_by_the_name_they_sign_in_with() {
        lab.tenant.user("Bob", "", "bob@example.com");

        assertThat(found("bob@example.com").orElseThrow().mail()).isEmpty();
        assertThat(lab.entra.user("")).isEqualTo(NOBODY);
    }

    @Test
    void an_address_nobody_has_is_nobodys() {
        lab.tenant.user("Bob", "bob@example.com");

        assertThat(lab.entra.user("bobby@example.com")).isEqualTo(NOBODY);
        assertThat(lab.entra.user("ob@example.com")).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "bob", "bob\u0000@example.com", "bob@exam\nple.com"})
    void about_what_is_no_address_nobody_is_asked(String address) {
        assertThat(lab.entra.user(address)).isEqualTo(NOBODY);
        assertThat(lab.entra.user("x".repeat(310) + "@example.com")).isEqualTo(NOBODY);
        assertThat(lab.simulated.calls()).isEmpty();
    }

    @Test
    void an_address_that_two_people_have_proves_nothing() {
        lab.tenant.user("Bob", "shared@example.com", "bob@example.com");
        lab.tenant.user("Eve", "eve@example.com", "shared@example.com");

        assertThat(lab.entra.user("shared@example.com")).isEqualTo(AMBIGUOUS);
        lab.simulated.setLargestPage(1);
        assertThat(lab.entra.user("shared@example.com"))
                .as("the second one is on the next page")
                .isEqualTo(AMBIGUOUS);
    }

    @Test
    void a_further_address_of_the_mailbox_counts_if_it_is_nobodys_first_one() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        lab.tenant.alsoReachedAt(bob, "smtp:robert@example.com");
        lab.tenant.alsoReachedAt(bob, "x400:c=us;robert2@example.com");
        assertThat(found("Robert@example.com").map(EntraUser::objectId)).contains(id(bob));
        assertThat(lab.entra.user("robert2@example.com")).isEqualTo(NOBODY);

        var robert = lab.tenant.user("Robert", "robert@example.com");
        assertThat(found("robert@example.com").map(EntraUser::objectId)).contains(id(robert));
    }

    @Test
    void with_the_basic_permission_type_and_state_are_unknown_and_further_addresses_nobodys() {
        allow("User.ReadBasic.All");
        var bob = lab.tenant.user("Bob", "bob@example.com");
        lab.tenant.alsoReachedAt(bob, "smtp:robert@example.com");

        var user = found("bob@example.com").orElseThrow();
        assertThat(user.userType()).isEmpty();
        assertThat(user.accountEnabled()).isEmpty();
        assertThat(lab.entra.user("robert@example.com")).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void where_graph_refuses_these_properties_people_are_found_without_them(int status) {
        lab.tenant.user("Bob", "bob@example.com");
        lab.simulated.faults().next("users", refusing(status));

        assertThat(found("bob@example.com").orElseThrow().userType()).isEmpty();
        assertThat(found("bob@example.com").orElseThrow().userType())
                .as("it is tried again each time")
                .contains("Member");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void where_graph_refuses_to_look_for_further_addresses_they_are_nobodys(int status) {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        lab.tenant.alsoReachedAt(bob, "smtp:robert@example.com");
        lab.simulated.faults().next("users", new Fault.AsUsual());
        lab.simulated.faults().next("users", refusing(status));

        assertThat(lab.entra.user("robert@example.com")).isEqualTo(NOBODY);
        assertThat(lab.simulated.faults().isEmpty()).isTrue();
    }

    @Test
    void a_token_that_is_refused_is_no_answer_in_either_search() {
        lab.simulated.faults().next("users", refusing(401));
        assertThatThrownBy(() -> lab.entra.user("bob@example.com")).isInstanceOf(Refused.class);
        lab.simulated.faults().next("users", new Fault.AsUsual());
        lab.simulated.faults().next("users", refusing(401));
        assertThatThrownBy(() -> lab.entra.user("bob@example.com")).isInstanceOf(Refused.class);
    }

    private static Fault refusing(int status) {
        return new Fault.Refuse(
                status,
                Map.of("Content-Type", "application/json", "request-id", "one"),
                "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"\"}}");
    }

    @Test
    void without_any_permission_the_refusal_says_which_one_is_lacking() {
        allow("Application.ReadWrite.OwnedBy");

        assertThatThrownBy(() -> lab.entra.user("bob@example.com"))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "Entra refused to look for the person by address. The desk lacks a"
                                + " permission: ask an Entra administrator to grant it"
                                + " User.Read.All and to give admin consent.");
        assertThatThrownBy(() -> lab.entra.groupsOf(NOBODYS, List.of(NOBODYS)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("refused to say which groups the person is in")
                .hasMessageContaining("GroupMember.Read.All and User.Read.All");
        assertThatThrownBy(() -> lab.entra.group(NOBODYS))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("refused to show the group")
                .hasMessageContaining("grant it GroupMember.Read.All");
    }

    @Test
    void a_hostile_address_stays_an_address() {
        lab.tenant.user("Alice", "alice@example.com");
        var neil = lab.tenant.user("Neil", "o'neil+a&b=c%#@example.com");

        assertThat(lab.entra.user("x' or mail eq 'alice@example.com")).isEqualTo(NOBODY);
        assertThat(lab.entra.user("' or startswith(displayName,'A') or mail eq '@"))
                .isEqualTo(NOBODY);
        assertThat(found("o'neil+a&b=c%#@example.com").map(EntraUser::objectId)).contains(id(neil));
    }

    @Test
    void a_hostile_name_is_kept_as_text_and_not_for_ever() {
        lab.tenant.user("<!channel>\n\u202E." + "\uD83D\uDE00".repeat(300), "bob@example.com");

        var name = found("bob@example.com").orElseThrow().name().orElseThrow();
        assertThat(name).startsWith("<!channel>\n\u202E.").hasSizeLessThanOrEqualTo(256);
        assertThat(name).endsWith("\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\u00F6bi@k.example", "bob\u0131@k.example", "bobi@\u212A.example"})
    void an_address_that_is_only_much_like_it_names_nobody(String other) {
        var answer =
                "{\"value\":[{\"id\":\"%s\",\"mail\":\"%s\",\"proxyAddresses\":[\"smtp:%2$s\"]}]}"
                        .formatted(NOBODYS, other);
        lab.simulated.faults().next("users", 2, EntraFault.answering(answer));

        assertThat(lab.entra.user("bobi@k.example")).isEqualTo(NOBODY);
        assertThat(lab.simulated.faults().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"value\":null}",
                "{\"value\":[7]}",
                "{\"value\":[{\"mail\":\"bob@example.com\"}]}",
                "{\"value\":[{\"id\":\"1-1-1-1-1\",\"mail\":\"bob@example.com\"}]}",
                "{\"value\":[{\"id\":\"bob\",\"mail\":\"bob@example.com\"}]}",
                "{\"value\":[],\"@odata.nextLink\":7}"
            })
    void people_that_cannot_be_read_are_never_taken_for_nobody(String answer) {
        lab.simulated.faults().next("users", EntraFault.answering(answer));

        assertThatThrownBy(() -> lab.entra.user("bob@example.com")).isInstanceOf(Unsure.class);
    }

    @Test
    void a_list_of_people_that_leads_back_to_itself_is_left() {
        var endless =
                "{\"value\":[],\"@odata.nextLink\":\"%s/users?$skiptoken=x\"}"
                        .formatted(lab.simulated.graphUrl());
        lab.simulated.faults().next("users", 5, EntraFault.answering(endless));

        assertThatThrownBy(() -> lab.entra.user("bob@example.com")).isInstanceOf(Unsure.class);
        assertThat(lab.simulated.calls()).hasSize(5);
    }

    @Test
    void a_person_is_in_a_group_and_in_those_around_it() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        var inner = lab.tenant.group("inner", bob.id());
        var outer = lab.tenant.group("outer", inner.id());
        var other = lab.tenant.group("other");
        lab.tenant.addMember(inner.id(), outer.id());
        var asked = List.of(id(other), id(outer), NOBODYS, id(inner), id(inner));

        assertThat(lab.entra.groupsOf(id(bob), asked)).isEqualTo(Set.of(id(inner), id(outer)));
        lab.tenant.removeMember(inner.id(), bob.id());
        assertThat(lab.entra.groupsOf(id(bob), asked)).isEmpty();
        assertThat(lab.entra.groupsOf(id(bob), List.of())).isEmpty();
        assertThat(lab.simulated.calls()).as("about no groups nobody is asked").hasSize(2);
    }

    @Test
    void many_groups_are_asked_for_twenty_at_a_time() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        var groups =
                IntStream.range(0, 41)
                        .mapToObj(number -> id(lab.tenant.group("group " + number, bob.id())))
                        .toList();

        assertThat(lab.entra.groupsOf(id(bob), groups)).hasSize(41).containsAll(groups);
        assertThat(lab.calls("checkMemberGroups")).hasSize(3);
        assertThat(lab.entra.groupsOf(id(bob), groups.subList(0, 20))).hasSize(20);
        assertThat(lab.calls("checkMemberGroups")).hasSize(4);
    }

    @Test
    void one_of_several_calls_that_fails_fails_them_all() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        var groups =
                IntStream.range(0, 21)
                        .mapToObj(number -> id(lab.tenant.group("group " + number, bob.id())))
                        .toList();
        lab.simulated.faults().next("checkMemberGroups", new Fault.AsUsual());
        lab.simulated.faults().next("checkMemberGroups", EntraFault.unavailable());

        assertThatThrownBy(() -> lab.entra.groupsOf(id(bob), groups)).isInstanceOf(Unsure.class);
    }

    @Test
    void whoever_was_deleted_is_not_in_no_group_but_unknown() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        var group = lab.tenant.group("security", bob.id());
        lab.tenant.deleteUser(bob.id());

        assertThatThrownBy(() -> lab.entra.groupsOf(id(bob), List.of(id(group))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no person with this object id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"value\":null}",
                "{\"value\":[7]}",
                "{\"value\":[\"security\"]}",
                "{\"value\":[\"1-1-1-1-1\"]}",
                "{\"value\":[\"bbbbbbbb-0000-0000-0000-000000000002\"]}"
            })
    void memberships_that_cannot_be_read_are_never_taken_for_none_or_any(String answer) {
        Collection<UUID> asked = List.of(NOBODYS);
        lab.simulated.faults().next("checkMemberGroups", EntraFault.answering(answer));

        assertThatThrownBy(() -> lab.entra.groupsOf(NOBODYS, asked)).isInstanceOf(Unsure.class);
    }

    @Test
    void a_group_is_there_or_not() {
        var group = lab.tenant.group("Security <!channel>");

        assertThat(lab.entra.group(id(group)))
                .contains(new EntraGroup(id(group), Optional.of("Security <!channel>")));
        lab.tenant.deleteGroup(group.id());
        assertThat(lab.entra.group(id(group))).isEmpty();
        lab.simulated.faults().next("groups", EntraFault.noSuchPage());
        assertThatThrownBy(() -> lab.entra.group(id(group))).isInstanceOf(Unsure.class);
        lab.simulated
                .faults()
                .next("groups", EntraFault.answering("{\"id\":\"" + lab.desk.id() + "\"}"));
        assertThatThrownBy(() -> lab.entra.group(id(group))).isInstanceOf(Unsure.class);
    }
}
