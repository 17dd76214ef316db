package dev.keydesk.entra;

import static dev.keydesk.entra.NastyGraph.Secrets.IN_A_BODY;
import static dev.keydesk.entra.NastyGraph.cut;
import static dev.keydesk.entra.NastyGraph.cutWithin;
import static dev.keydesk.entra.NastyGraph.html;
import static dev.keydesk.entra.NastyGraph.json;
import static dev.keydesk.entra.NastyGraph.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.entra.NastyGraph.Reply;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each answer Graph or a gateway may give to each call, and which failure it becomes. */
class FailureTableTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String APP = "0c26b421-895d-4bd9-88ac-f6a300e269d9";
    private static final String KEY = "f0b0b335-1111-4222-8333-444455556666";

    private NastyGraph graph;
    private Entra entra;

    @BeforeEach
    void open() {
        graph = new NastyGraph();
        entra = new Entra(graph.settings(), EntraTimeouts.standard(), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        entra.close();
        graph.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                refused("400 with a code", code(400, "CredentialInvalidLifetimeAsPerAppPolicy")),
                refused("400 with another", code(400, "CredentialTypeNotAllowedAsPerAppPolicy")),
                refused("400 for a full app", code(400, "TooManyAppPasswords")),
                refused("400 as a bad request", code(400, "Request_BadRequest")),
                refused("400 with {}", json(400, "{}")),
                refused("400 with an error of null", json(400, "{\"error\":null}")),
                refused("400 with nothing", json(400, "")),
                refused("400 with half an error", cutWithin(400, "{\"error\":{\"co")),
                refused("401", code(401, "InvalidAuthenticationToken")),
                refused("403", code(403, "Authorization_RequestDenied")),
                refused("403 for a full object", code(403, "Directory_QuotaExceeded")),
                refused("403 as a page", html(403)),
                refused("404", code(404, "Request_ResourceNotFound")),
                unsure("404 as a page", html(404)),
                unsure("404 with nothing", json(404, "")),
                unsure(
                        "404 with a code and without Graph's id of the call",
                        json(404, "{\"error\":{\"code\":\"Request_ResourceNotFound\"}}")),
                refused("413", json(413, "")),
                busy("409", code(409, "Directory_ConcurrencyViolation")),
                busy("409 with nothing", json(409, "")),
                busy("429 with nothing", json(429, "")),
                busy("429 as a page", html(429)),
                busy("400 for two at once", code(400, "Directory_ConcurrencyViolation")),
                busy("503 for two at once", code(503, "Directory_ConcurrencyViolation")),
                unsure("302", with(302, Map.of("Location", "/elsewhere"), "")),
                unsure("307", with(307, Map.of("Location", "/elsewhere"), "")),
                unsure("408", json(408, "")),
                unsure("500", code(500, "InternalServerError")),
                unsure("500 with {}", json(500, "{}")),
                unsure("502 as a page", html(502)),
                unsure("503", code(503, "serviceNotAvailable")),
                unsure("503 as a page", html(503)),
                unsure("503 with nothing", json(503, "")),
                unsure("503 that may be asked at once", with(503, Map.of("Retry-After", "0"), "")),
                unsure("504 with nothing", json(504, "")),
                unsure("200 as a page", html(200)),
                unsure("200 with nothing", json(200, "")),
                unsure("200 with {}", json(200, "{}")),
                unsure("200 with []", json(200, "[]")),
                unsure("200 with null", json(200, "null")),
                unsure("200 with half an object", json(200, "{\"id\":\"" + IN_A_BODY)),
                unsure(
                        "200 with odd types",
                        json(200, "{\"keyId\":\"" + IN_A_BODY + "\",\"id\":7}")),
                unsure("200 cut within", cutWithin(200, "{\"secretText\":\"" + IN_A_BODY)),
                unsure("200 without a type", with(200, Map.of(), "{\"id\":\"x\"}")),
                unsure("a line cut before the answer", cut()));
    }

    @ParameterizedTest(name = "addPassword meets {0}: {2}")
    @MethodSource("answers")
    void adding_asks_once_and_sorts_the_answer(
            String name, Reply reply, Class<? extends EntraFailure> kind) {
        graph.next(reply).next(200, SecretMade.JSON);

        assertFailure(kind, () -> entra.addPassword(APP, "one", NOW, NOW.plusSeconds(60)));

        assertThat(graph.asked()).as("requests for a write").hasSize(1);
    }

    @ParameterizedTest(name = "removePassword meets {0}: {2}")
    @MethodSource("answers")
    void removing_asks_once_and_sorts_the_answer(
            String name, Reply reply, Class<? extends EntraFailure> kind) {
        graph.next(reply).next(204, "");

        assertFailure(kind, () -> entra.removePassword(APP, KEY));

        assertThat(graph.asked()).as("requests for a write").hasSize(1);
    }

    @ParameterizedTest(name = "read meets {0}: {2}")
    @MethodSource("answers")
    void reading_sorts_the_answer(String name, Reply reply, Class<? extends EntraFailure> kind) {
        graph.next(reply);
        graph.next(reply);

        assertFailure(kind, () -> entra.read(APP));
    }

    @Test
    void only_graphs_own_word_for_it_says_that_there_is_no_such_thing() {
        graph.next(code(404, "Request_ResourceNotFound"));
        assertThat(entra.find(APP)).isEmpty();
        for (var other :
                List.of(
                        code(404, "ResourceNotFound"),
                        code(404, "Request_UnsupportedQuery"),
                        code(400, "Request_ResourceNotFound"))) {
            graph.next(other);
            assertFailure(Refused.class, () -> entra.find(APP));
        }
    }

    @ParameterizedTest(name = "without {0}")
    @ValueSource(strings = {"keyId", "secretText", "startDateTime", "endDateTime"})
    void a_yes_that_lacks_what_a_secret_needs_leaves_us_unsure(String lacking) {
        graph.next(200, SecretMade.JSON.replace(lacking, "somethingElse"));

        assertFailure(Unsure.class, () -> entra.addPassword(APP, "one", NOW, NOW));
    }

    @Test
    void an_empty_answer_to_adding_leaves_us_unsure() {
        graph.next(204, "");

        assertFailure(Unsure.class, () -> entra.addPassword(APP, "one", NOW, NOW));
    }

    @Test
    void how_long_to_wait_is_read_as_seconds_or_as_a_date() {
        graph.next(with(429, Map.of("Retry-After", "10"), ""))
                .next(with(429, Map.of("Retry-After", "Sun, 22 Nov 2026 09:02:00 GMT"), ""))
                .next(with(429, Map.of("Retry-After", "soon"), ""));

        assertThat(busy().retryAfter()).hasValue(Duration.ofSeconds(10));
        assertThat(busy().retryAfter()).hasValue(Duration.ofMinutes(2));
        assertThat(busy().retryAfter()).isEmpty();
    }

    @Test
    void a_code_that_is_no_code_is_not_passed_on() {
        graph.next(code(400, "<b>" + IN_A_BODY + "</b>"));

        var refused = assertFailure(Refused.class, () -> entra.read(APP));

        assertThat(refused.code()).isEmpty();
    }

    private Busy busy() {
        return assertFailure(Busy.class, () -> entra.removePassword(APP, KEY));
    }

    private static <F extends EntraFailure> F assertFailure(Class<F> kind, ThrowingCallable call) {
        var failure = catchThrowableOfType(EntraFailure.class, call);
        assertThat(failure).isInstanceOf(kind);
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed + " " + failure.facts() + failure.sentence())
                .doesNotContain(IN_A_BODY, NastyGraph.Secrets.TOKEN);
        assertThat(failure.sentence()).endsWith(".");
        return kind.cast(failure);
    }

    private static Arguments refused(String name, Reply reply) {
        return arguments(name, reply, Refused.class);
    }

    private static Arguments busy(String name, Reply reply) {
        return arguments(name, reply, Busy.class);
    }

    private static Arguments unsure(String name, Reply reply) {
        return arguments(name, reply, Unsure.class);
    }

    /** An error as Graph words it; the message is something that must not be passed on. */
    private static Reply code(int status, String code) {
        return json(
                status,
                """
                {"error":{"code":"%s","message":"%s","innerError":{"request-id":"x"}}}
                """
                        .formatted(code, IN_A_BODY));
    }
}
