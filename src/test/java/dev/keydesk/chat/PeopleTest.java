package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

class PeopleTest {
    private static final String INFO = "/api/users.info";
    private static final String BY_EMAIL = "/api/users.lookupByEmail";
    private static final String GROUP = "/api/usergroups.users.list";
    private static final UserId ALICE = new UserId("U1");
    private static final UserGroupId TEAM = new UserGroupId("S1");
    private static final SlackIdentity US =
            new SlackIdentity(
                    "T1",
                    Optional.of("E1"),
                    new UserId("UB"),
                    "B1",
                    Optional.empty(),
                    "",
                    Set.of());

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final ScriptedSlack slack = ScriptedSlack.start();
    private final Chat chat = new Chat(slack.settings(), ChatTimeouts.standard());
    private final People people = new People(chat, () -> now);

    @AfterEach
    void close() {
        chat.close();
        slack.close();
    }

    private void person(String facts) {
        slack.says(INFO, "{\"ok\":true,\"user\":{\"id\":\"U1\",\"name\":\"alice\"" + facts + "}}");
    }

    private void group(String members) {
        slack.says(GROUP, "{\"ok\":true,\"users\":[" + members + "]}");
    }

    @Test
    void an_ordinary_member_is_told_with_name_and_time_zone() {
        person(
                """
                ,"team_id":"T1","tz":"Europe/Berlin","profile":{"display_name":"","real_name":"Alice A"}
                """);

        var alice = people.fresh(ALICE);

        assertThat(alice)
                .isEqualTo(
                        new Person(
                                ALICE,
                                "Alice A",
                                "T1",
                                Optional.empty(),
                                false,
                                false,
                                false,
                                false,
                                false,
                                Optional.of("Europe/Berlin"),
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "deleted, deactivated",
        "is_bot, bot",
        "is_workflow_bot, bot",
        "is_connector_bot, bot",
        "is_restricted, guest",
        "is_ultra_restricted, guest",
        "is_stranger, stranger"
    })
    void each_kind_of_person_who_may_not_decide_is_told_apart(String field, String kind) {
        person(",\"team_id\":\"T1\",\"" + field + "\":true");

        var person = people.fresh(ALICE);

        assertThat(person.deactivated()).isEqualTo(kind.equals("deactivated"));
        assertThat(person.bot()).isEqualTo(kind.equals("bot"));
        assertThat(person.guest()).isEqualTo(kind.equals("guest"));
        assertThat(person.stranger()).isEqualTo(kind.equals("stranger"));
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false", "null, false"})
    void only_an_address_that_slack_calls_unconfirmed_makes_an_account_nobody(
            String said, boolean unconfirmed) {
        person(",\"team_id\":\"T1\",\"is_email_confirmed\":" + said);

        var alice = people.fresh(ALICE);

        assertThat(alice.unconfirmed()).isEqualTo(unconfirmed);
        assertThat(alice.isFullMember()).isEqualTo(!unconfirmed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"is_email_confirmed\":false",
                "\"is_bot\":true",
                "\"is_restricted\":true",
                "\"is_ultra_restricted\":true",
                "\"is_stranger\":true",
                "\"deleted\":true"
            })
    void an_address_leads_to_full_members_alone(String fact) {
        slack.says(BY_EMAIL, "{\"ok\":true,\"user\":{\"id\":\"U1\"," + fact + "}}");

        assertThat(people.byEmail("alice@example.com")).isEmpty();
    }

    @Test
    void what_is_known_of_a_person_is_asked_again_after_five_minutes() {
        person(",\"team_id\":\"T1\"");
        people.known(ALICE);
        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        people.known(ALICE);
        assertThat(slack.heard()).hasSize(1);

        now = now.plusMillis(1);
        person(",\"team_id\":\"T1\",\"deleted\":true");
        assertThat(people.known(ALICE).deactivated()).isTrue();
    }

    @Test
    void fresh_facts_are_asked_each_time_and_are_remembered() {
        person(",\"team_id\":\"T1\"");
        people.known(ALICE);
        person(",\"team_id\":\"T1\",\"deleted\":true");

        assertThat(people.fresh(ALICE).deactivated()).isTrue();
        assertThat(people.known(ALICE).deactivated()).isTrue();
        assertThat(slack.heard()).hasSize(2);
    }

    @Test
    void a_person_slack_does_not_tell_about_is_a_failure_and_not_a_member() {
        slack.says(INFO, "{\"ok\":false,\"error\":\"user_not_found\"}");

        assertThatThrownBy(() -> people.fresh(ALICE)).isInstanceOf(ChatFailure.Refused.class);
    }

    @Test
    void the_way_to_the_acknowledgement_asks_nobody_about_a_group() {
        assertThat(people.membersIfKnown(TEAM)).isEmpty();
        assertThat(slack.heard()).isEmpty();

        group("\"U1\",\"U2\"");
        people.refresh(Set.of(TEAM));

        assertThat(people.membersIfKnown(TEAM)).contains(Set.of(ALICE, new UserId("U2")));
        assertThat(slack.heard()).hasSize(1);
    }

    @Test
    void a_failed_refresh_keeps_what_was_known_for_an_hour() {
        group("\"U1\"");
        people.refresh(Set.of(TEAM));
        slack.says(GROUP, "{\"ok\":false,\"error\":\"internal_error\"}");
        people.refresh(Set.of(TEAM));
        assertThat(people.membersIfKnown(TEAM)).contains(Set.of(ALICE));

        now = now.plus(Duration.ofHours(1));
        assertThat(people.membersIfKnown(TEAM)).isEmpty();
    }

    @Test
    void members_are_remembered_for_five_minutes_and_fresh_ones_never() {
        group("\"U1\"");
        people.members(TEAM, ALICE);
        people.members(TEAM, ALICE);
        assertThat(slack.heard()).hasSize(1);

        group("");
        assertThat(people.freshMembers(TEAM)).isEmpty();
        assertThat(people.members(TEAM, ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"is_ext_shared\":true",
                "\"is_pending_ext_shared\":true",
                "\"pending_shared\":[\"T9\"]",
                "\"pending_connected_team_ids\":[\"T9\"]"
            })
    void a_channel_is_shared_as_soon_as_another_company_is_invited(String fact) {
        slack.says(
                "/api/conversations.info",
                "{\"ok\":true,\"channel\":{\"id\":\"C1\",\"name\":\"keys\",\"is_member\":true,"
                        + fact
                        + "}}");

        var channel = people.channel(new ChannelId("C1"));

        assertThat(channel.sharedWithAnotherCompany()).isTrue();
        assertThat(channel.member()).isTrue();
        assertThat(channel.name()).isEqualTo("keys");
    }

    @Test
    void a_channel_of_two_workspaces_of_one_organisation_is_not_shared_with_strangers() {
        slack.says(
                "/api/conversations.info",
                """
                {"ok":true,"channel":{"id":"C1","is_shared":true,"is_org_shared":true,
                 "is_archived":true,"pending_shared":[],"pending_connected_team_ids":[]}}
                """);

        var channel = people.channel(new ChannelId("C1"));

        assertThat(channel.sharedWithAnotherCompany()).isFalse();
        assertThat(channel.orgShared()).isTrue();
        assertThat(channel.archived()).isTrue();
        assertThat(channel.member()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "T1,   , true",
        "T2, E1, true",
        "E1,   , true",
        "T2, E2, false",
        "T2,   , false",
        "'',   , false"
    })
    void a_colleague_is_of_our_workspace_or_our_organisation(
            String team, String enterprise, boolean colleague) {
        var person =
                new Person(
                        ALICE,
                        "alice",
                        team,
                        Optional.ofNullable(enterprise),
                        false,
                        false,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty());

        assertThat(People.sameOrganisation(person, US)).isEqualTo(colleague);
    }
}
