package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

class RulesTest {
    private static final Reminders.DailyHour BERLIN =
            new Reminders.DailyHour(9, ZoneId.of("Europe/Berlin"), true);

    private static final List<ReminderStep> USUAL =
            IntStream.of(60, 30, 14, 7, 3, 1, 0, -1).mapToObj(ReminderStep::new).toList();

    private static final String LEAST =
            """
            version: 1
            approvals:
              channel: C0123ABC
              users: [U0123ABC]
            """;

    @TempDir private Path folder;

    @Test
    void the_example_in_the_docs_has_no_problems() {
        var rules = Rules.read(Path.of("docs/keydesk.example.yml"));
        assertThat(rules)
                .isEqualTo(
                        new Rules(
                                new Rules.Requesters(
                                        Set.of(new UserId("U0123ABC"), new UserId("U0456DEF")),
                                        Set.of(new UserGroupId("S0123ABC"))),
                                new Rules.Apps(
                                        Set.of(
                                                new AppPattern("payroll-*"),
                                                new AppPattern(
                                                        "00000000-0000-0000-0000-000000000000")),
                                        Set.of(new AppPattern("*-tier0"))),
                                new Rules.Approvals(
                                        new ChannelId("C0123ABC"),
                                        Set.of(new UserId("U0789GHI")),
                                        Set.of(new UserGroupId("S0456DEF"))),
                                new Rules.PickUp(
                                        Optional.of(EnumSet.allOf(DeliveryMethod.class)), true),
                                SampleLimits.of(365, Duration.ofDays(1), Duration.ofDays(1)),
                                new Rules.Operators(Optional.of(new ChannelId("C0456DEF"))),
                                Map.of(
                                        "alice.smith@example.onmicrosoft.com",
                                        new UserId("U0123ABC")),
                                Optional.of(
                                        new Reminders(
                                                new ChannelId("C0789GHI"),
                                                new Reminders.Timing(USUAL, BERLIN),
                                                List.of(
                                                        new Reminders.Route(
                                                                67,
                                                                new Reminders.Fits(
                                                                        Set.of(
                                                                                new AppPattern(
                                                                                        "payroll-*")),
                                                                        Set.of("team:payroll"),
                                                                        Set.of()),
                                                                new ChannelId("C0123DEF"),
                                                                new Reminders.Timing(
                                                                        List.of(
                                                                                new ReminderStep(
                                                                                        30),
                                                                                new ReminderStep(7),
                                                                                ReminderStep
                                                                                        .ON_THE_DAY,
                                                                                ReminderStep
                                                                                        .EXPIRED),
                                                                        BERLIN),
                                                                new Reminders.Mention(
                                                                        Set.of(),
                                                                        Set.of(
                                                                                new UserGroupId(
                                                                                        "S0123ABC"))))),
                                                List.of(
                                                        new Reminders.Exemption(
                                                                new AppPattern("legacy-*"),
                                                                Optional.empty(),
                                                                new UserId("U0123ABC"),
                                                                LocalDate.parse("2027-06-30")))))));
    }

    @Test
    void what_is_left_out_lets_nobody_ask_and_serves_no_app() throws IOException {
        assertThat(Rules.read(file(LEAST)))
                .isEqualTo(
                        new Rules(
                                new Rules.Requesters(Set.of(), Set.of()),
                                new Rules.Apps(Set.of(), Set.of()),
                                new Rules.Approvals(
                                        new ChannelId("C0123ABC"),
                                        Set.of(new UserId("U0123ABC")),
                                        Set.of()),
                                new Rules.PickUp(Optional.empty(), true),
                                SampleLimits.of(365, Duration.ofHours(24), Duration.ofHours(24)),
                                new Rules.Operators(Optional.empty()),
                                Map.of(),
                                Optional.empty()));
    }

    private static final Settings.Web HIDDEN =
            new Settings.Web(3000, Optional.empty(), TrustedProxies.NONE);
    private static final Settings.Web REACHABLE =
            new Settings.Web(
                    3000, Optional.of(URI.create("https://desk.example.com")), TrustedProxies.NONE);

    @Test
    void without_a_word_about_it_secrets_are_picked_up_in_whichever_way_is_possible()
            throws IOException {
        var pickUp = Rules.read(file(LEAST)).pickUp();
        assertThat(pickUp.deliveryMethods(HIDDEN)).containsExactly(DeliveryMethod.SLACK);
        assertThat(pickUp.deliveryMethods(REACHABLE))
                .containsExactly(DeliveryMethod.SLACK, DeliveryMethod.LINK);
        assertThat(pickUp.linkCode()).isTrue();
    }

    @Test
    void the_ways_are_those_in_the_file() throws IOException {
        var pickUp = Rules.read(file(LEAST + "pick-up: {ways: [link], link-code: off}")).pickUp();
        assertThat(pickUp.deliveryMethods(REACHABLE)).containsExactly(DeliveryMethod.LINK);
        assertThat(pickUp.linkCode()).isFalse();
    }

    @Test
    void links_that_nobody_could_open_are_a_mistake_in_the_settings() throws IOException {
        var pickUp = Rules.read(file(LEAST + "pick-up: {ways: [slack, link]}")).pickUp();
        assertThatThrownBy(() -> pickUp.deliveryMethods(HIDDEN))
                .isInstanceOf(Problems.class)
                .hasMessageContaining("KEYDESK_PUBLIC_URL is missing");
    }

    @Test
    void limits_are_taken_in_days_hours_and_minutes() throws IOException {
        var limits =
                Rules.read(
                                file(
                                        LEAST
                                                + """
                                                limits:
                                                  longest-lifetime: 1 day
                                                  time-to-decide: 90 minutes
                                                  time-to-pick-up: 3 days
                                                """))
                        .limits();
        assertThat(limits)
                .isEqualTo(SampleLimits.of(1, Duration.ofMinutes(90), Duration.ofDays(3)));
    }

    @Test
    void what_a_route_leaves_out_holds_as_for_all_other_apps() throws IOException {
        var reminders =
                Rules.read(
                                file(
                                        LEAST
                                                + """
                                                reminders:
                                                  channel: C0123ABC
                                                  remind-before: [expired]
                                                  hour: 7
                                                  routes:
                                                    - {apps: [a], channel: C0123DEF, workdays-only: "on"}
                                                """))
                        .reminders()
                        .orElseThrow();
        assertThat(reminders.routes())
                .containsExactly(
                        new Reminders.Route(
                                10,
                                new Reminders.Fits(Set.of(new AppPattern("a")), Set.of(), Set.of()),
                                new ChannelId("C0123DEF"),
                                new Reminders.Timing(
                                        List.of(ReminderStep.EXPIRED),
                                        new Reminders.DailyHour(7, ZoneId.of("UTC"), true)),
                                Reminders.Mention.NOBODY));
    }

    @Test
    void people_are_found_by_small_letters_whatever_the_file_has() throws IOException {
        assertThat(
                        Rules.read(
                                        file(
                                                LEAST
                                                        + "people: [{entra: Alice@Example.com,"
                                                        + " slack: U0123ABC}]"))
                                .people())
                .containsExactly(Map.entry("alice@example.com", new UserId("U0123ABC")));
    }

    @Test
    void people_and_apps_stay_in_the_order_of_the_file() throws IOException {
        var rules =
                Rules.read(
                        file(
                                LEAST
                                        + """
                                        requesters:
                                          users: [U99, U0AA, W55, U0BB, U01]
                                        apps:
                                          allow: [zebra, 2024-01-01, "*"]
                                        """));
        assertThat(rules.requesters().users())
                .extracting(UserId::value)
                .containsExactly("U99", "U0AA", "W55", "U0BB", "U01");
        assertThat(rules.apps().allow())
                .extracting(AppPattern::text)
                .containsExactly("zebra", "2024-01-01", "*");
    }

    @Test
    void what_stands_under_an_anchor_is_read_wherever_it_is_named() throws IOException {
        var rules =
                Rules.read(
                        file(
                                """
                                version: 1
                                approvals: {channel: C0123ABC, users: &team [U0123ABC, U0124ABC]}
                                requesters: {users: *team}
                                """));
        assertThat(rules.requesters().users())
                .containsExactly(new UserId("U0123ABC"), new UserId("U0124ABC"));
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() throws IOException {
        assertThat(Rules.read(file("\uFEFF" + LEAST.replace("\n", "\r\n"))))
                .isEqualTo(Rules.read(file(LEAST)));
    }

    @Test
    void a_missing_file_says_how_to_make_one() {
        var missing = folder.resolve("keydesk.yml");
        assertThat(problems(missing).print())
                .isEqualTo(
                        """
                        keydesk.yml needs attention:
                          %s does not exist. Start from docs/keydesk.example.yml, or set KEYDESK_CONFIG to the path of your file.\
                        """
                                .formatted(missing));
    }

    @Test
    void a_folder_is_not_a_file() {
        assertThat(problems(folder).sentences())
                .containsExactly(
                        folder + " is a folder. Set KEYDESK_CONFIG to the path of the file in it.");
    }

    @Test
    void an_empty_file_says_where_to_start() throws IOException {
        for (String text : new String[] {"", "\n\n", "# nothing yet\n", "---\n"}) {
            var file = file(text);
            assertThat(problems(file).sentences())
                    .containsExactly(file + " is empty. Start from docs/keydesk.example.yml.");
        }
    }

    @Test
    void a_file_that_is_far_too_large_is_not_read() throws IOException {
        var file = file(LEAST + "#".repeat(1024 * 1024));
        assertThat(problems(file).sentences())
                .containsExactly(
                        file
                                + " is larger than 1 MiB, so it is probably not a rules file. Check"
                                + " KEYDESK_CONFIG.");
    }

    @Test
    void a_file_of_the_largest_size_is_read() throws IOException {
        String comment = "#".repeat(1024 * 1024 - LEAST.length());
        assertThat(Rules.read(file(LEAST + comment))).isEqualTo(Rules.read(file(LEAST)));
    }

    @Test
    void a_file_that_is_not_utf8_names_the_line() throws IOException {
        var latin =
                Files.write(
                        folder.resolve("keydesk.yml"),
                        (LEAST + "# Büro\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(latin).sentences())
                .containsExactly("keydesk.yml:5: this is not UTF-8. Save the file as UTF-8.");
        var cut = Files.write(latin, new byte[] {'a', (byte) 0xC3});
        assertThat(problems(cut).sentences())
                .containsExactly("keydesk.yml:1: this is not UTF-8. Save the file as UTF-8.");
        var utf16 = Files.write(latin, LEAST.getBytes(StandardCharsets.UTF_16));
        assertThat(problems(utf16).sentences())
                .containsExactly("keydesk.yml:1: this is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void a_file_that_cannot_be_read_says_so() throws IOException {
        var below = file(LEAST).resolve("keydesk.yml");
        assertThat(problems(below).sentences())
                .containsExactly(below + " cannot be read. Check the path and the disk.");
    }

    @Test
    void a_file_without_the_right_to_read_it_says_so() {
        assertThat(RulesFile.reason(new AccessDeniedException("keydesk.yml")))
                .isEqualTo(
                        "may not be read by Keydesk. Give the user it runs as the right to read"
                                + " it.");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keydesk.yml"), text);
    }

    private static Problems problems(Path file) {
        return catchThrowableOfType(Problems.class, () -> Rules.read(file));
    }
}
