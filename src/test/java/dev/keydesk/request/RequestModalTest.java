package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.view.View;

import dev.keydesk.config.AppPattern;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.Rules;
import dev.keydesk.config.SampleLimits;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.livemessages.Backroom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The form and the messages about a request, opened and posted where Slack's limits are kept. */
class RequestModalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Optional<Instant> FRESH = Optional.of(NOW);

    @TempDir private Path folder;
    private Backroom room;

    @BeforeEach
    void open() {
        room = new Backroom(folder);
        room.ready();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static RequestModal modal(int approvers) {
        Set<UserId> many =
                IntStream.range(0, approvers)
                        .mapToObj("U%010d"::formatted)
                        .map(UserId::new)
                        .collect(Collectors.toSet());
        return new RequestModal(
                new Policy(
                        new Rules(
                                new Rules.Requesters(many, Set.of()),
                                new Rules.Apps(Set.of(new AppPattern("*")), Set.of()),
                                new Rules.Approvals(new ChannelId("C1"), many, Set.of()),
                                new Rules.PickUp(Optional.empty(), true),
                                SampleLimits.of(730, Duration.ofDays(1), Duration.ofDays(1)),
                                new Rules.Operators(Optional.empty()),
                                Map.of(),
                                Optional.empty()),
                        "the desk"),
                new DeliveryMethods(EnumSet.allOf(DeliveryMethod.class)));
    }

    private static AppRegistration app(String name, int secrets, String secretName) {
        return new AppRegistration(
                "0b1ec700-0000-0000-0000-000000000001",
                "c11e4700-0000-0000-0000-000000000001",
                name,
                "AzureADMyOrg",
                IntStream.range(0, secrets).mapToObj(n -> secret(n, secretName)).toList());
    }

    private static AppRegistration.Secret secret(int number, String name) {
        return new AppRegistration.Secret(
                "5ec7e700-0000-0000-0000-%012d".formatted(number),
                Optional.of(name),
                Optional.of("Q_e"),
                NOW.minusSeconds(60),
                NOW.plus(Duration.ofDays(number + 1)));
    }

    /** The blocks as alice sees them. */
    private String opens(View view) {
        room.chat().open(room.triggerOfAlice(), view);
        assertThat(room.slack().refusals()).isEmpty();
        return room.slack().views(room.alice()).getLast().toString();
    }

    @Test
    void the_empty_form_opens() {
        assertThat(
                        opens(
                                modal(1).view(
                                                Optional.empty(),
                                                false,
                                                FRESH,
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .contains("App registration", "Description", "Expires after", "Reason")
                .doesNotContain("live client secret");
    }

    static Stream<String> extremeNames() {
        return Stream.of(
                "a",
                "n".repeat(256),
                "&<>".repeat(80),
                "*_~`".repeat(64),
                "🔑".repeat(128),
                "x" + "🔑".repeat(127),
                "مفتاح ".repeat(40),
                "line\nline\r\nline\u2028line",
                "<!channel> <@U1> <https://example.com|here>",
                " ",
                "");
    }

    @ParameterizedTest
    @MethodSource("extremeNames")
    void the_form_opens_whatever_an_app_and_its_secrets_are_called(String name) {
        var view =
                modal(1).view(
                                Optional.of(app(name, 3, name)),
                                true,
                                FRESH,
                                NOW,
                                RequestModal.Filled.EMPTY);
        assertThat(opens(view))
                .contains("3 live client secrets")
                .doesNotContain("*<!channel>", "• <!channel>");
    }

    @ParameterizedTest
    @MethodSource("extremeNames")
    void every_app_can_be_offered_in_the_list(String name) {
        var option = RequestModal.appOption(app(name, 0, ""));
        assertThat(option.getText().getText()).isNotBlank().hasSizeLessThanOrEqualTo(75);
        assertThat(option.getValue()).isEqualTo("0b1ec700-0000-0000-0000-000000000001");
    }

    @Test
    void a_hundred_secrets_and_a_hundred_approvers_still_fit() {
        var crowded = app("n".repeat(256), 100, "<" + "&".repeat(254));
        assertThat(
                        opens(
                                modal(100)
                                        .view(
                                                Optional.of(crowded),
                                                true,
                                                FRESH,
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .contains("100 live client secrets", "… and 90 more");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void the_secrets_are_counted_in_words(int secrets) {
        var expected =
                List.of(
                        "*payroll-api* has no live client secret.",
                        "*payroll-api* has one live client secret:",
                        "*payroll-api* has 2 live client secrets:");
        var app = app("payroll-api", secrets, "nightly export");
        assertThat(
                        opens(
                                modal(1).view(
                                                Optional.of(app),
                                                true,
                                                FRESH,
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .contains(expected.get(secrets));
    }

    @Test
    void a_secret_that_has_ended_is_not_shown() {
        var later = NOW.plus(Duration.ofDays(2));
        var view =
                modal(1).view(
                                Optional.of(app("payroll-api", 2, "nightly export")),
                                true,
                                FRESH,
                                later,
                                RequestModal.Filled.EMPTY);
        assertThat(opens(view)).contains("no live client secret");
    }

    @Test
    void an_old_list_says_so_and_one_that_was_never_read_too() {
        var old = Optional.of(NOW.minus(Duration.ofMinutes(61)));
        assertThat(
                        opens(
                                modal(1).view(
                                                Optional.empty(),
                                                false,
                                                old,
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .contains("newer ones are missing until Entra answers again");
        assertThat(
                        opens(
                                modal(1).view(
                                                Optional.empty(),
                                                false,
                                                Optional.empty(),
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .contains("is still being read from Entra");
        var fresh = Optional.of(NOW.minus(Duration.ofMinutes(59)));
        assertThat(
                        opens(
                                modal(1).view(
                                                Optional.empty(),
                                                false,
                                                fresh,
                                                NOW,
                                                RequestModal.Filled.EMPTY)))
                .doesNotContain("missing until", "still being read");
    }

    @Test
    void what_takes_the_place_of_the_form_opens_too() {
        assertThat(opens(RequestModal.sent(EveryState.ASK.ticket()))).contains("*KD-7F3K2*");
        assertThat(opens(RequestModal.cannot("You may not ask. ".repeat(500)))).contains("may not");
    }
}
