package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.Person;
import dev.keydesk.config.AppPattern;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Rules;
import dev.keydesk.config.SampleLimits;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may ask and who may decide, each with the sentence they read. */
class PolicyTest {
    private static final UserGroupId ENGINEERS = new UserGroupId("SENGINEERS");
    private static final UserGroupId APPROVERS = new UserGroupId("SAPPROVERS");
    private static final UserId NAMED_ASKER = new UserId("UNAMED");
    private static final UserId NAMED_APPROVER = new UserId("UBOSS");
    private static final UserId ALICE = new UserId("UALICE");
    private static final String DESK = "de5c0000-0000-0000-0000-000000000000";
    private static final AppRef PAYROLL = app("payroll-api", "c1", "o1");

    private static final String GUEST =
            "Guests cannot ask for client secrets or decide about them; only full members can.";
    private static final String BOT = "Bots cannot ask for client secrets or decide about them.";
    private static final String DEACTIVATED =
            "This Slack account is deactivated, so it cannot ask or decide.";
    private static final String UNCONFIRMED =
            "Slack says that nobody has confirmed the e-mail address of this account, so it cannot"
                    + " ask or decide. Confirm it in Slack, then try again.";

    private static final String STRANGER =
            "This desk serves its own organisation only; people from other companies cannot ask or"
                    + " decide.";
    private static final String NOT_AN_ASKER =
            "You are not among the people who may ask this desk for client secrets. Ask the"
                    + " operator to add you under \"requesters\" in keydesk.yml.";
    private static final String NOT_AN_APPROVER =
            "Only <!subteam^SAPPROVERS> or <@UBOSS> may decide about client secrets here, and you"
                    + " are not among them. Nothing was changed.";
    private static final String OWN =
            "Nobody may decide about their own request. Another approver has to decide.";
    private static final String MAY_ASK =
            "<!subteam^SAPPROVERS> or <@UBOSS> can decide; one approval is needed.";

    private final Policy policy = new Policy(rules(365), DESK);

    private static Rules rules(int longestDays) {
        return new Rules(
                new Rules.Requesters(Set.of(NAMED_ASKER), Set.of(ENGINEERS)),
                new Rules.Apps(
                        Set.of(new AppPattern("payroll-*"), new AppPattern("Keydesk")),
                        Set.of(new AppPattern("*-tier0"))),
                new Rules.Approvals(
                        new ChannelId("CAPPROVALS"), Set.of(NAMED_APPROVER), Set.of(APPROVERS)),
                new Rules.PickUp(Optional.empty(), true),
                SampleLimits.of(longestDays, Duration.ofHours(24), Duration.ofHours(24)),
                new Rules.Operators(Optional.empty()),
                Map.of(),
                Optional.empty());
    }

    private static AppRef app(String name, String clientId, String objectId) {
        return new AppRef(objectId, clientId, name);
    }

    /** Somebody, with what is against them. */
    record Somebody(
            UserId id,
            boolean deactivated,
            boolean bot,
            boolean guest,
            boolean stranger,
            boolean unconfirmed,
            boolean colleague,
            Set<UserGroupId> groups) {

        static Somebody in(UserId id, UserGroupId... groups) {
            return new Somebody(id, false, false, false, false, false, true, Set.of(groups));
        }

        Somebody gone() {
            return new Somebody(id, true, bot, guest, stranger, unconfirmed, colleague, groups);
        }

        Somebody machine() {
            return new Somebody(
                    id, deactivated, true, guest, stranger, unconfirmed, colleague, groups);
        }

        Somebody asGuest() {
            return new Somebody(
                    id, deactivated, bot, true, stranger, unconfirmed, colleague, groups);
        }

        Somebody withoutConfirmedAddress() {
            return new Somebody(id, deactivated, bot, guest, stranger, true, colleague, groups);
        }

        Somebody fromAfar() {
            return new Somebody(id, deactivated, bot, guest, true, unconfirmed, colleague, groups);
        }

        Somebody ofAnotherWorkspace() {
            return new Somebody(id, deactivated, bot, guest, stranger, unconfirmed, false, groups);
        }

        Principal principal() {
            var person =
                    new Person(
                            id,
                            "name of " + id.value(),
                            "T1",
                            Optional.empty(),
                            deactivated,
                            bot,
                            guest,
                            stranger,
                            unconfirmed,
                            Optional.empty(),
                            Optional.empty());
            return new Principal(person, colleague, groups);
        }
    }

    static Stream<Arguments> askers() {
        var alice = Somebody.in(ALICE, ENGINEERS);
        return Stream.of(
                Arguments.of("in a group that may ask", alice, allowed(MAY_ASK)),
                Arguments.of("named", Somebody.in(NAMED_ASKER), allowed(MAY_ASK)),
                Arguments.of("neither", Somebody.in(ALICE), refused(NOT_AN_ASKER)),
                Arguments.of("approver", Somebody.in(ALICE, APPROVERS), refused(NOT_AN_ASKER)),
                Arguments.of("guest", alice.asGuest(), refused(GUEST)),
                Arguments.of("bot", alice.machine(), refused(BOT)),
                Arguments.of("deactivated", alice.gone(), refused(DEACTIVATED)),
                Arguments.of("stranger", alice.fromAfar(), refused(STRANGER)),
                Arguments.of("unconfirmed", alice.withoutConfirmedAddress(), refused(UNCONFIRMED)),
                Arguments.of("elsewhere", alice.ofAnotherWorkspace(), refused(STRANGER)),
                Arguments.of("named guest", Somebody.in(NAMED_ASKER).asGuest(), refused(GUEST)),
                Arguments.of("all of it", alice.asGuest().machine().gone(), refused(DEACTIVATED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("askers")
    void who_may_ask(String name, Somebody asker, Verdict expected) {
        assertThat(policy.ask(asker.principal(), PAYROLL, 90)).isEqualTo(expected);
    }

    static Stream<Arguments> deciders() {
        var bob = Somebody.in(new UserId("UBOB"), APPROVERS);
        return Stream.of(
                Arguments.of(
                        "in a group that approves",
                        bob,
                        new Verdict.Allowed(
                                "name of UBOB is in the user group "
                                        + APPROVERS.value()
                                        + ", which approves.")),
                Arguments.of(
                        "named",
                        Somebody.in(NAMED_APPROVER),
                        new Verdict.Allowed(
                                "name of UBOSS is named as an approver in keydesk.yml.")),
                Arguments.of(
                        "named and in the group",
                        Somebody.in(NAMED_APPROVER, APPROVERS),
                        new Verdict.Allowed(
                                "name of UBOSS is named as an approver in keydesk.yml.")),
                Arguments.of("neither", Somebody.in(ALICE), refused(NOT_AN_APPROVER)),
                Arguments.of(
                        "an engineer", Somebody.in(ALICE, ENGINEERS), refused(NOT_AN_APPROVER)),
                Arguments.of("the requester", Somebody.in(ALICE, APPROVERS), refused(OWN)),
                Arguments.of("guest", bob.asGuest(), refused(GUEST)),
                Arguments.of("bot", bob.machine(), refused(BOT)),
                Arguments.of("deactivated", bob.gone(), refused(DEACTIVATED)),
                Arguments.of("stranger", bob.fromAfar(), refused(STRANGER)),
                Arguments.of("unconfirmed", bob.withoutConfirmedAddress(), refused(UNCONFIRMED)),
                Arguments.of("elsewhere", bob.ofAnotherWorkspace(), refused(STRANGER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deciders")
    void who_may_decide_about_what_alice_asked_for(
            String name, Somebody decider, Verdict expected) {
        assertThat(policy.decide(decider.principal(), ALICE)).isEqualTo(expected);
    }

    static Stream<Arguments> apps() {
        return Stream.of(
                Arguments.of(PAYROLL, allowed(MAY_ASK)),
                Arguments.of(
                        app("crm", "c2", "o2"),
                        refused(
                                "keydesk.yml does not list this app registration under \"allow\","
                                        + " so the desk makes no secrets for it.")),
                Arguments.of(
                        app("payroll-tier0", "c3", "o3"),
                        refused(
                                "keydesk.yml lists this app registration under \"deny\", so the"
                                        + " desk makes no secrets for it.")),
                Arguments.of(
                        app("Keydesk", DESK.toUpperCase(java.util.Locale.ROOT), "o4"),
                        refused(
                                "This is the desk's own app registration; the desk never makes"
                                        + " secrets for itself.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    void for_which_apps(AppRef app, Verdict expected) {
        var asker = Somebody.in(ALICE, ENGINEERS).principal();
        assertThat(policy.ask(asker, app, 90)).isEqualTo(expected);
        assertThat(policy.serves(app)).isEqualTo(expected instanceof Verdict.NeedsApproval);
    }

    @Test
    void nobody_who_has_left_is_named_among_those_who_decide() {
        var rules = rules(365);
        var all = new Policy(rules, DESK).whoDecides();
        assertThat(rules.approvals().users()).isNotEmpty();
        for (var gone : rules.approvals().users()) {
            assertThat(all).contains(gone.mention());
            assertThat(new Policy(rules, DESK, gone::equals).whoDecides())
                    .doesNotContain(gone.mention());
        }
        assertThat(new Policy(rules, DESK, _ -> true).whoDecides()).isNotBlank();
    }

    @ParameterizedTest(name = "at most {0} days: {1}")
    @CsvSource({
        "730, 7 14 30 60 90 180 365 730",
        "365, 7 14 30 60 90 180 365",
        "364, 7 14 30 60 90 180",
        "90, 7 14 30 60 90",
        "89, 7 14 30 60",
        "8, 7",
        "1, 1"
    })
    void the_lifetimes_offered(int longest, String offered) {
        assertThat(new Policy(rules(longest), DESK).lifetimes())
                .isEqualTo(Stream.of(offered.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void a_lifetime_that_is_not_offered_is_refused_with_those_that_are() {
        var asker = Somebody.in(ALICE, ENGINEERS).principal();
        for (int days : List.of(0, -1, 91, 730, Integer.MAX_VALUE)) {
            assertThat(policy.ask(asker, PAYROLL, days))
                    .isEqualTo(
                            refused(
                                    "A secret may be valid for 7, 14, 30, 60, 90, 180, 365 days"
                                            + " here; choose one of these."));
        }
    }

    @Test
    void those_who_decide_are_mentioned_in_a_steady_order() {
        assertThat(policy.whoDecides()).isEqualTo("<!subteam^SAPPROVERS> or <@UBOSS>");
    }

    @ParameterizedTest(name = "at most {0} days: {1}")
    @CsvSource({"730, 90", "90, 90", "89, 60", "8, 7", "5, 5"})
    void the_lifetime_chosen_before_anybody_chooses(int longest, int chosen) {
        assertThat(new Policy(rules(longest), DESK).usualLifetime()).isEqualTo(chosen);
    }

    @Test
    void the_next_shorter_lifetime() {
        assertThat(policy.shorterThan(90)).contains(60);
        assertThat(policy.shorterThan(61)).contains(60);
        assertThat(policy.shorterThan(7)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deciders")
    void who_may_decide_where_nobody_has_asked(String name, Somebody decider, Verdict expected) {
        var nobodyAsked = expected.equals(refused(OWN));
        assertThat(policy.decideAlone(decider.principal()))
                .isEqualTo(nobodyAsked ? inTheGroup("UALICE") : expected);
    }

    static Stream<Arguments> settlers() {
        var bob = Somebody.in(new UserId("UBOB"));
        var approver = Somebody.in(new UserId("UBOB"), APPROVERS);
        var looksAfter =
                new Verdict.Allowed("name of UBOB owns or looks after the app registration.");
        var nobody =
                refused(
                        "Only <@UALICE>, who has the new secret, the owners of the app"
                            + " registration, its team, and <!subteam^SAPPROVERS> or <@UBOSS> may"
                            + " decide what happens to the old one. Nothing was changed.");
        return Stream.of(
                Arguments.of("approver", approver, false, inTheGroup("UBOB")),
                Arguments.of("looks after it", bob, true, looksAfter),
                Arguments.of("nobody", bob, false, nobody),
                Arguments.of("guest", bob.asGuest(), true, refused(GUEST)),
                Arguments.of("deactivated approver", approver.gone(), true, refused(DEACTIVATED)),
                Arguments.of("stranger", approver.fromAfar(), true, refused(STRANGER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settlers")
    void who_says_what_becomes_of_an_old_key(
            String name, Somebody who, boolean looksAfter, Verdict expected) {
        assertThat(policy.removeOld(who.principal(), ALICE, () -> looksAfter)).isEqualTo(expected);
        assertThat(policy.keepOld(who.principal(), ALICE, () -> looksAfter)).isEqualTo(expected);
    }

    @Test
    void who_has_the_new_key_keeps_the_old_one_and_asks_for_its_removal() {
        var alice = Somebody.in(ALICE).principal();
        assertThat(policy.keepOld(alice, ALICE, () -> false))
                .isEqualTo(new Verdict.Allowed("name of UALICE asked for the new one."));
        assertThat(policy.removeOld(alice, ALICE, () -> false))
                .isEqualTo(
                        new Verdict.NeedsApproval(
                                "name of UALICE asked for the new one, and neither owns nor looks"
                                        + " after the app registration, so <!subteam^SAPPROVERS> or"
                                        + " <@UBOSS> has to decide."));
    }

    @Test
    void who_looks_at_the_keys_of_every_app() {
        for (var group : List.of(ENGINEERS, APPROVERS)) {
            var somebody = Somebody.in(ALICE, group);
            assertThat(policy.mayLookAround(somebody.principal())).isTrue();
            assertThat(policy.mayLookAround(somebody.asGuest().principal())).isFalse();
            assertThat(policy.mayLookAround(somebody.ofAnotherWorkspace().principal())).isFalse();
        }
        assertThat(policy.mayLookAround(Somebody.in(NAMED_ASKER).principal())).isTrue();
        assertThat(policy.mayLookAround(Somebody.in(NAMED_APPROVER).principal())).isTrue();
        assertThat(policy.mayLookAround(Somebody.in(ALICE).principal())).isFalse();
    }

    @Test
    void who_counts_as_somebody() {
        assertThat(policy.asMember(Somebody.in(ALICE).principal())).isEmpty();
        assertThat(policy.asMember(Somebody.in(ALICE).asGuest().principal())).contains(GUEST);
        assertThat(policy.asMember(Principal.unseen(ALICE))).contains(STRANGER);
        assertThat(Principal.unseen(NAMED_APPROVER).fullMember()).isFalse();
        assertThat(policy.decideAlone(Principal.unseen(NAMED_APPROVER)))
                .isEqualTo(refused(STRANGER));
    }

    private static Verdict inTheGroup(String who) {
        return new Verdict.Allowed(
                "name of %s is in the user group SAPPROVERS, which approves.".formatted(who));
    }

    private static Verdict allowed(String because) {
        return new Verdict.NeedsApproval(because);
    }

    private static Verdict refused(String because) {
        return new Verdict.Refused(because);
    }
}
