package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RulesProblemsTest {
    private static final String PERSON =
            "Write the id of a person, such as U0123ABC. In Slack, open the profile, press ⋮ and"
                    + " \"Copy member ID\".";
    private static final String GROUP =
            "Write the id of a user group, such as S0123ABC. In Slack, open the group in the"
                    + " directory, press ⋮ and \"Copy group ID\".";
    private static final String CHANNEL =
            "Write the id of a channel, such as C0123ABC. In Slack, press the channel's name; the"
                    + " id is at the bottom of About.";

    private static final String APP =
            "Write the name or an id of an app, such as \"payroll-*\", of 256 characters at most"
                    + " and in quotes if it looks like a number.";
    private static final String TOO_MUCH =
            "this file is larger, is nested deeper or has more references than Keydesk allows.";
    private static final String WAIT =
            "Write a number and a unit, from 1 minute to 30 days, such as 24 hours.";

    @TempDir private Path folder;

    @Test
    void all_mistakes_are_printed_with_their_lines_in_the_order_of_the_file() throws IOException {
        assertThat(
                        problems(
                                        """
                                        version: 1
                                        requesters:
                                          user: ["@alice"]
                                        approvals:
                                          channel: C0123ABC
                                          users: ["@bob", S0123ABC]
                                        limits:
                                          time-to-decide: a day
                                        """)
                                .print())
                .isEqualTo(
                        """
                        3 lines in keydesk.yml need attention:
                          keydesk.yml:3: "user" is not known here. Did you mean "users"?
                          keydesk.yml:6: an entry of "users" is "@bob", a name, and names change. %s
                          keydesk.yml:6: an entry of "users" is "S0123ABC", the id of a user group. %s
                          keydesk.yml:8: "time-to-decide" is "a day". Write a number and a unit, from 1 minute to 30 days, such as 24 hours.\
                        """
                                .formatted(PERSON, PERSON));
    }

    @Test
    void one_mistake_is_one_line() throws IOException {
        assertThat(problems("version: 1\nversion: 1\n" + withoutVersion()).print())
                .isEqualTo(
                        """
                        1 line in keydesk.yml needs attention:
                          keydesk.yml:2: "version" is here a second time, after line 1; keep one.\
                        """);
    }

    /** What stands in the file in front of approvals that are fine, and what is said about it. */
    static List<Arguments> mistakes() {
        return List.of(
                is("# none", "1: \"version\" is missing. Write version: 1."),
                is("version:", "1: \"version\" is empty. Write version: 1."),
                is("version: \"1\"", "1: \"version\" is \"1\". Write version: 1."),
                is("version: one", "1: \"version\" is \"one\". Write version: 1."),
                is("version: 0", "1: \"version\" is \"0\". Write version: 1."),
                is("version: [1]", "1: \"version\" is a list. Write version: 1."),
                is(
                        "version: 2\nlimit: 3",
                        "1: \"version\" is 2, and this Keydesk reads version 1. Use a newer Keydesk"
                                + " for this file."),
                is(
                        "version: 1\nweather: fine",
                        "2: \"weather\" is not known here. Known are: version, requesters, apps,"
                                + " approvals, pick-up, operators, people, limits, reminders."),
                is(
                        "version: 1\nrequestors: {}",
                        "2: \"requestors\" is not known here. Did you mean \"requesters\"?"),
                is(
                        "version: 1\n? [a]\n: b",
                        "2: a list is not known here. Known are: version, requesters, apps,"
                                + " approvals, pick-up, operators, people, limits, reminders."),
                is(
                        "version: 1\n<<: {}",
                        "2: \"<<\" is not known here. Known are: version, requesters, apps,"
                                + " approvals, pick-up, operators, people, limits, reminders."),
                is(
                        "version: 1\nrequesters:",
                        "2: \"requesters\" is empty. Below it belong users, user-groups."),
                is(
                        "version: 1\nrequesters: [U0123ABC]",
                        "2: \"requesters\" is a list. Below it belong users, user-groups."),
                is(
                        "version: 1\nrequesters:\n  users: U0123ABC",
                        "3: \"users\" is \"U0123ABC\". Write a list, such as [U0123ABC]."),
                is(
                        "version: 1\nrequesters:\n  users:\n    # [U0123ABC]",
                        "3: \"users\" is empty. Write a list, such as [U0123ABC]."),
                is(
                        "version: 1\nrequesters:\n  users:\n    - U0123ABC\n    - {a: b}",
                        "5: an entry of \"users\" is a group of keys. " + PERSON),
                is(
                        "version: 1\nrequesters:\n  users: [C0123ABC]",
                        "3: an entry of \"users\" is \"C0123ABC\", the id of a channel. " + PERSON),
                is(
                        "version: 1\nrequesters:\n  users: [alice]",
                        "3: an entry of \"users\" is \"alice\", which is not an id of Slack. "
                                + PERSON),
                is(
                        "version: 1\nrequesters:\n  users: [u0123abc]",
                        "3: an entry of \"users\" is \"u0123abc\", which is not an id of Slack. "
                                + PERSON),
                is(
                        "version: 1\nrequesters:\n  users: [xoxb-canary]",
                        "3: an entry of \"users\" is \"(hidden)\", which is not an id of Slack. "
                                + PERSON),
                is(
                        "version: 1\nrequesters:\n  user-groups: [U0123ABC]",
                        "3: an entry of \"user-groups\" is \"U0123ABC\", the id of a person. "
                                + GROUP),
                is(
                        "version: 1\nrequesters:\n  user-groups: [\"@team\"]",
                        "3: an entry of \"user-groups\" is \"@team\", a name, and names change. "
                                + GROUP),
                is(
                        "version: 1\napps:\n  allow: payroll",
                        "3: \"allow\" is \"payroll\". Write a list, such as [\"payroll-*\"]."),
                is(
                        "version: 1\napps:\n  allow: [a, 1234]",
                        "3: an entry of \"allow\" is \"1234\". " + APP),
                is("version: 1\napps:\n  deny: [\"\"]", "3: an entry of \"deny\" is empty. " + APP),
                is(
                        "version: 1\napps:\n  deny: [" + "a".repeat(257) + "]",
                        "3: an entry of \"deny\" is \"" + "a".repeat(60) + "…\". " + APP),
                is(
                        "version: 1\npick-up:\n  ways: []",
                        "3: \"ways\" is empty. Write a list, such as [slack, link]."),
                is(
                        "version: 1\npick-up:\n  ways: [slack, mail]",
                        "3: an entry of \"ways\" is \"mail\". Write slack, link or both."),
                is(
                        "version: 1\npick-up:\n  ways: link",
                        "3: \"ways\" is \"link\". Write a list, such as [slack, link]."),
                is(
                        "version: 1\npick-up:\n  link-code: never",
                        "3: \"link-code\" is \"never\". Write on or off."),
                is(
                        "version: 1\nlimits:\n  longest-lifetime: 731 days",
                        "3: \"longest-lifetime\" is \"731 days\". Write 1 to 730 days, such as 365"
                                + " days."),
                is(
                        "version: 1\nlimits:\n  longest-lifetime: 24 hours",
                        "3: \"longest-lifetime\" is \"24 hours\". Write 1 to 730 days, such as 365"
                                + " days."),
                is(
                        "version: 1\nlimits:\n  longest-lifetime: 365",
                        "3: \"longest-lifetime\" is \"365\". Write 1 to 730 days, such as 365"
                                + " days."),
                is(
                        "version: 1\nlimits:\n  time-to-pick-up: 24",
                        "3: \"time-to-pick-up\" is \"24\". " + WAIT),
                is(
                        "version: 1\nlimits:\n  time-to-pick-up: 0 hours",
                        "3: \"time-to-pick-up\" is \"0 hours\". " + WAIT),
                is(
                        "version: 1\nlimits:\n  time-to-decide: 721 hours",
                        "3: \"time-to-decide\" is \"721 hours\". " + WAIT),
                is(
                        "version: 1\nlimits:\n  time_to_decide: 24 hours",
                        "3: \"time_to_decide\" is not known here. Did you mean"
                                + " \"time-to-decide\"?"),
                is(
                        "version: 1\nreminders:\n  hour: 9",
                        "2: \"reminders\" has no \"channel\". " + CHANNEL),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  hour: 24",
                        "4: \"hour\" is \"24\". Write a whole hour of the day, from 1 to 23."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  time-zone: Berlin",
                        "4: \"time-zone\" is \"Berlin\". Write the name of a time zone, such as"
                                + " Europe/Berlin or UTC."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  time-zone: \"+02:00\"",
                        "4: \"time-zone\" is \"+02:00\". Write the name of a time zone, such as"
                                + " Europe/Berlin or UTC."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  remind-before: [2 weeks]",
                        "4: an entry of \"remind-before\" is \"2 weeks\". Write 1 to 365 days,"
                                + " on the day, or expired."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  remind-before: []",
                        "4: \"remind-before\" is empty. Write a list, such as [30 days, 7 days, on"
                                + " the day, expired]."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  routes:\n"
                                + "    - channel: C0123DEF",
                        "5: an entry of \"routes\" needs \"apps\" or \"tags\" or \"owners\", with"
                                + " at least one entry."),
                is(
                        """
                        version: 1
                        reminders:
                          channel: C0123ABC
                          routes:
                            - {apps: [a], channel: C0123ABC}
                            - {apps: [b], channel: C0123DEF, hour: 7}
                            - {apps: [c], channel: C0123DEF, hour: 7}
                            - {apps: [d], channel: C0123DEF, hour: 8}
                        """,
                        "8: this route leads to the channel of the route in line 6 at another time"
                                + " (08:00 UTC, and 07:00 UTC there), so the channel would get two"
                                + " messages a day; give both the same hour, time-zone and"
                                + " workdays-only."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  routes:\n"
                                + "    - {apps: [a], channel: C0123ABC, time-zone: Asia/Kolkata}",
                        "5: this route leads to the channel of all other apps at another time"
                                + " (09:00 Asia/Kolkata, and 09:00 UTC there), so the channel would"
                                + " get two messages a day; give both the same hour, time-zone and"
                                + " workdays-only."),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  exemptions:\n"
                                + "    - {app: old, until: 2026-12-31}",
                        "5: an entry of \"exemptions\" has no \"owner\". " + PERSON),
                is(
                        "version: 1\nreminders:\n  channel: C0123ABC\n  exemptions:\n"
                                + "    - {app: old, owner: U0123ABC, until: 2026-02-30}",
                        "5: \"until\" is \"2026-02-30\". Write a day, such as 2026-12-31."),
                is(
                        "version: 1\napps:\n  allow: [\"*\"]\n  never: [tier0]",
                        "4: \"never\" is not known here. Known are: allow, deny."),
                // YAML takes each of these for something else than it looks like.
                is(
                        "version: 1\napps:\n  allow: [no]",
                        "3: an entry of \"allow\" is \"no\". " + APP),
                is(
                        "version: 1\napps:\n  allow: [0123]",
                        "3: an entry of \"allow\" is \"0123\". " + APP),
                is(
                        "version: 1\napps:\n  allow: [9:30]",
                        "3: an entry of \"allow\" is \"9:30\". " + APP),
                is(
                        "version: 1\nlimits:\n  removals-an-hour: 1_000",
                        "3: \"removals-an-hour\" is \"1_000\". Write a whole number from 1 to"
                                + " 9999."),
                is(
                        "version: 1\nlimits:\n  removals-an-hour: 010",
                        "3: \"removals-an-hour\" is \"010\". Write a whole number from 1 to"
                                + " 9999."),
                is(
                        "version: 1\nlimits:\n  removals-an-hour: 1.0",
                        "3: \"removals-an-hour\" is \"1.0\". Write a whole number from 1 to"
                                + " 9999."),
                is(
                        "version: 1\npick-up:\n  link-code: yes",
                        "3: \"link-code\" is \"yes\". Write on or off."),
                is(
                        "version: 1\npeople:\n  - {entra: alice, slack: U0123ABC}",
                        "3: \"entra\" is \"alice\". Write the user principal name or an address of"
                                + " somebody in Entra, such as alice@example.onmicrosoft.com."),
                is(
                        "version: 1\npeople: [alice]",
                        "2: an entry of \"people\" is \"alice\". Below it belong entra, slack."),
                is(
                        "version: 1\npeople: {alice: U0123ABC}",
                        "2: \"people\" is a group of keys. Write a list; each entry begins with a"
                                + " dash."),
                is(
                        "version: 1\nrequesters:\n\tusers: []",
                        "3: there is a tab. Use spaces; YAML takes no tabs here."),
                is(
                        "version: 1\nrequesters:\n  users: [@alice]",
                        "3: in YAML a name cannot begin with @. Put it in quotes: \"@…\"."),
                is(
                        "version: 1\napps:\n  allow: [*-api]",
                        "3: in YAML a name cannot begin with *. Put it in quotes: \"*…\"."),
                is(
                        "version: 1\napps:\n  allow: [*]",
                        "3: in YAML a name cannot begin with *. Put it in quotes: \"*…\"."),
                is(
                        "version: 1\n---\nversion: 1",
                        "2: a line or a second document begins where none can. Check the"
                                + " indentation here and above."),
                is(
                        "version: 1\nrequesters: a: b",
                        "2: this is not YAML: mapping values are not allowed here. Check"
                                + " indentation, colons and quotes here and above."),
                is(
                        "version: 1\nrequesters: \u0007",
                        "2: there is an invisible control character. Take it out."),
                is("version: " + "[".repeat(60) + "]".repeat(60), "1: " + TOO_MUCH));
    }

    private static Arguments is(String lines, String sentence) {
        return Arguments.of(lines, "keydesk.yml:" + sentence);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_gets_its_line_and_what_to_write(String lines, String sentence)
            throws IOException {
        assertThat(problems(lines + "\n" + withoutVersion()).sentences())
                .containsExactly(
                        lines.startsWith("# none") ? sentence.replace(":1:", ":2:") : sentence);
    }

    static List<Arguments> approvals() {
        return List.of(
                is("", "1: \"approvals\" is missing. Below it belong channel, users, user-groups."),
                is(
                        "approvals: C0123ABC",
                        "2: \"approvals\" is \"C0123ABC\". Below it belong channel, users,"
                                + " user-groups."),
                is(
                        "approvals:\n  users: [U0123ABC]",
                        "2: \"approvals\" has no \"channel\". " + CHANNEL),
                is(
                        "approvals:\n  channel: #keys\n  users: [U0123ABC]",
                        "3: \"channel\" is empty. " + CHANNEL),
                is(
                        "approvals:\n  channel: \"#keys\"\n  users: [U0123ABC]",
                        "3: \"channel\" is \"#keys\", a name, and names change. " + CHANNEL),
                is(
                        "approvals:\n  channel: D0123ABC\n  users: [U0123ABC]",
                        "3: \"channel\" is \"D0123ABC\", which is not an id of Slack. " + CHANNEL),
                is(
                        "approvals:\n  channel: [C0123ABC]\n  users: [U0123ABC]",
                        "3: \"channel\" is a list. " + CHANNEL),
                is(
                        "approvals:\n  channel: C0123ABC",
                        "2: \"approvals\" needs \"users\" or \"user-groups\", with at least one"
                                + " entry."),
                is(
                        "approvals:\n  channel: C0123ABC\n  users: []\n  user-groups: []",
                        "2: \"approvals\" needs \"users\" or \"user-groups\", with at least one"
                                + " entry."));
    }

    @ParameterizedTest
    @MethodSource("approvals")
    void approvals_that_cannot_work_are_refused(String lines, String sentence) throws IOException {
        assertThat(problems("version: 1\n" + lines + "\n").sentences()).containsExactly(sentence);
    }

    @Test
    void a_file_that_is_no_group_of_keys_is_refused() throws IOException {
        assertThat(problems("\n- version: 1\n").sentences())
                .containsExactly("keydesk.yml:2: the file is a list. Begin with version: 1.");
        assertThat(problems("version 1\n").sentences())
                .containsExactly(
                        "keydesk.yml:1: the file is \"version 1\". Begin with version: 1.");
    }

    @Test
    void a_file_that_names_a_java_class_constructs_nothing() throws IOException {
        assertThat(problems("!!java.io.File [/tmp/x]\n").sentences())
                .containsExactly(
                        "keydesk.yml:1: in YAML a name cannot begin with !. Put it in quotes:"
                                + " \"!…\".");
    }

    @Test
    void what_holds_between_lines_is_said_beside_mistakes_elsewhere() throws IOException {
        assertThat(
                        problems(
                                        """
                                        version: 1
                                        approvals:
                                          channel: C0123ABC
                                          users: [U0123ABC]
                                        limits:
                                          time-to-decide: a day
                                        people:
                                          - {entra: Alice@example.com, slack: U0123ABC}
                                          - {entra: bob@example.com, slack: U0124ABC}
                                          - slack: U0125ABC
                                            entra: alice@Example.com
                                        reminders:
                                          channel: C0123ABC
                                          routes:
                                            - {apps: [a], channel: C0123ABC, hour: 7}
                                        """)
                                .sentences())
                .containsExactly(
                        "keydesk.yml:6: \"time-to-decide\" is \"a day\". " + WAIT,
                        "keydesk.yml:11: \"alice@example.com\" is under \"people\" a second time;"
                                + " keep one.",
                        "keydesk.yml:15: this route leads to the channel of all other apps at"
                            + " another time (07:00 UTC, and 09:00 UTC there), so the channel would"
                            + " get two messages a day; give both the same hour, time-zone and"
                            + " workdays-only.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requesters: &a [*a]",
                "requesters: {users: &a {users: *a}}",
                // Fifty aliases in all, and 16 million values.
                """
                a: &a [0, 0]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d]
                f: &f [*e, *e, *e, *e, *e, *e, *e, *e]
                g: &g [*f, *f, *f, *f, *f, *f, *f, *f]
                """
            })
    void a_file_that_grows_when_it_is_read_is_refused(String lines) throws IOException {
        assertThat(problems("version: 1\n" + lines + "\n" + withoutVersion()).sentences())
                .containsExactly("keydesk.yml:1: " + TOO_MUCH);
    }

    @Test
    void a_file_of_the_largest_size_with_nothing_but_mistakes_is_read() throws IOException {
        assertThat(problems("requesters: [" + "0,".repeat(500_000) + "]").sentences())
                .containsExactly("keydesk.yml:1: " + TOO_MUCH);
        assertThat(problems("requesters: {users: [" + "0, ".repeat(190_000) + "]}").sentences())
                .hasSizeGreaterThan(2);
    }

    private static String withoutVersion() {
        return """
        approvals:
          channel: C0123ABC
          users: [U0123ABC]
        """;
    }

    private Problems problems(String text) throws IOException {
        var file = Files.writeString(folder.resolve("keydesk.yml"), text);
        return catchThrowableOfType(Problems.class, () -> Rules.read(file));
    }
}
