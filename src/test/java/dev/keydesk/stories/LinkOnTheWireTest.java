package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.PickUpAnswer;
import dev.keydesk.sandbox.PickUpTab;
import dev.keydesk.sandbox.ShownMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What programs do to a link that are not its page: nothing that matters. */
class LinkOnTheWireTest extends Story {
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        http.close();
    }

    /** alice's link, as the private message gave it to her. */
    private ShownMessage aliceHasALink() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        return alice().seesPrivately("Your one-time link");
    }

    private static URI link(ShownMessage message) {
        return message.link("Open the one-time link");
    }

    private static URI page(URI link) {
        return URI.create(link.toString().replaceFirst("#.*", ""));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder post(URI page, String body) {
        return HttpRequest.newBuilder(page)
                .header("Content-Type", "application/json")
                .header("Origin", page.resolve("/").toString().replaceFirst("/$", ""))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body));
    }

    private List<AuditEvent> events() {
        return world().bot().platform().audit().since(Instant.EPOCH);
    }

    @Test
    void looking_at_it_thousands_of_times_changes_nothing() {
        // Straight to the bot, past the gateway, because there are so many.
        var page =
                URI.create("http://127.0.0.1:" + world().bot().port())
                        .resolve(page(link(aliceHasALink())).getPath());
        var before = events();
        var calls = entra().calls().size();
        var bodies = new ArrayList<String>();
        for (int count = 0; count < 1000; count++) {
            bodies.add(send(HttpRequest.newBuilder(page)).body());
            send(HttpRequest.newBuilder(page).method("HEAD", BodyPublishers.noBody()));
            send(HttpRequest.newBuilder(page).method("OPTIONS", BodyPublishers.noBody()));
            bodies.add(
                    send(HttpRequest.newBuilder(page)
                                    .header("Sec-Purpose", "prefetch")
                                    .header("User-Agent", "Slackbot-LinkExpanding 1.0"))
                            .body());
        }
        world().settle();
        assertThat(bodies.stream().distinct()).hasSize(1);
        assertThat(events()).isEqualTo(before);
        assertThat(entra().calls()).hasSize(calls);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void the_page_is_the_same_for_every_id_and_names_nobody() {
        var page = page(link(aliceHasALink()));
        var real = send(HttpRequest.newBuilder(page));
        for (var id : List.of("x", "KD-00000", "a".repeat(500), "%3Cscript%3E", "..%2F", "-")) {
            var other = send(HttpRequest.newBuilder(page.resolve("/pick-up/" + id)));
            if (other.statusCode() == 200) {
                assertThat(other.body()).isEqualTo(real.body());
                assertThat(other.headers().map().keySet()).isEqualTo(real.headers().map().keySet());
            } else {
                assertThat(other.statusCode()).isIn(400, 404);
            }
        }
        assertThat(real.body()).doesNotContain("payroll", "alice", "KD-");
    }

    @Test
    void its_headers_let_it_do_nothing_but_its_work() {
        var page = page(link(aliceHasALink()));
        var headers = send(HttpRequest.newBuilder(page)).headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue(
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src"
                                + " 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'; require-trusted-types-for 'script'");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Robots-Tag")).hasValue("noindex, nofollow, noarchive");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Embedder-Policy")).hasValue("require-corp");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy").orElseThrow())
                .startsWith("clipboard-write=(self), ")
                .contains("camera=()");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, none, 403",
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415",
    })
    void only_our_own_page_can_post(String header, String value, int status) {
        var message = aliceHasALink();
        var answer =
                send(
                        post(page(link(message)), body(token(link(message)), message.code()))
                                .setHeader(header, value));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(keysMade()).isEmpty();
        assertNothingIn(message, answer);
    }

    @Test
    void a_post_without_an_origin_is_not_from_a_page() {
        var message = aliceHasALink();
        var answer =
                send(
                        HttpRequest.newBuilder(page(link(message)))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                body(token(link(message)), message.code()))));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(keysMade()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE"})
    void other_methods_are_refused(String method) {
        var answer =
                send(
                        HttpRequest.newBuilder(page(link(aliceHasALink())))
                                .method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isBetween(400, 501);
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void without_the_token_every_answer_is_the_same() {
        var message = aliceHasALink();
        var page = page(link(message));
        var token = token(link(message));
        var code = message.code();
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("weekly export").press("Approve");
        erin().sees("can pick it up").press("Get a one-time link");
        var erins = erin().seesPrivately("Your one-time link");

        var unknown = send(post(page.resolve("/pick-up/unknown"), body(token, code)));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"outcome\":\"unknown\"}");
        for (var attempt :
                List.of(
                        body(token(link(erins)), code),
                        body(token(link(erins)), erins.code()),
                        body(token.substring(0, token.length() - 1), code),
                        body(token + "A", code),
                        body(altered(token), code),
                        body(token.toUpperCase(Locale.ROOT), code),
                        body("", code),
                        body("x".repeat(65), code),
                        "{\"do\":\"pick-up\",\"code\":\"" + code + "\"}",
                        "{\"do\":\"dance\",\"token\":\"" + token + "\"}",
                        "{\"do\":\"have-it\",\"token\":\"" + altered(token) + "\"}",
                        "{\"do\":\"not-received\",\"token\":\"" + altered(token) + "\"}",
                        "[]",
                        "",
                        "{",
                        "{\"do\":\"pick-up\",",
                        // Read as UTF-32, this is no text at all.
                        "\u0000\u0000\u00fe\u00ff{}",
                        "\u0000")) {
            var answer = send(post(page, attempt));
            assertThat(answer.statusCode()).as(attempt.length() + " characters").isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(names(answer)).isEqualTo(names(unknown));
        }
        assertThat(keysMade()).isEmpty();
    }

    private static List<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet().stream().sorted().toList();
    }

    private static String altered(String token) {
        return (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
    }

    @Test
    void a_token_without_its_code_makes_nothing_whatever_is_pressed() {
        var message = aliceHasALink();
        var page = page(link(message));
        var token = token(link(message));
        var outcomes = new ArrayList<String>();
        for (var deed : List.of("pick-up", "have-it", "not-received")) {
            outcomes.add(
                    send(post(page, "{\"do\":\"%s\",\"token\":\"%s\"}".formatted(deed, token)))
                            .body());
        }
        assertThat(outcomes)
                .containsExactly(
                        "{\"outcome\":\"wrong-code\",\"triesLeft\":4}",
                        "{\"outcome\":\"wrong-code\",\"triesLeft\":3}",
                        "{\"outcome\":\"wrong-code\",\"triesLeft\":2}");
        assertThat(keysMade()).isEmpty();
        assertThat(alice().opens(link(message)).enter(message.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void too_much_is_refused_before_it_is_read() {
        var message = aliceHasALink();
        var answer = send(post(page(link(message)), "{\"x\":\"" + "y".repeat(5000) + "\"}"));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    static List<PickUpAnswer> together(int many, PickUpTab tab, String code) throws Exception {
        var start = new CountDownLatch(1);
        List<Future<PickUpAnswer>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < many; count++) {
                all.add(
                        threads.submit(() -> {
                            start.await();
                            return tab.send("pick-up", Optional.of(code));
                        }));
            }
            start.countDown();
        }
        var answers = new ArrayList<PickUpAnswer>();
        for (var answer : all) {
            answers.add(answer.get());
        }
        return answers;
    }

    @Test
    void a_crowd_of_guesses_gets_five_and_no_more() throws Exception {
        var message = aliceHasALink();
        var tab = alice().opens(link(message));
        var wrong = message.code().equals("000000") ? "000001" : "000000";
        var outcomes = together(40, tab, wrong).stream().map(PickUpAnswer::outcome).toList();
        world().settle();
        assertThat(outcomes.stream().filter("wrong-code"::equals)).hasSize(4);
        assertThat(outcomes).allMatch(List.of("wrong-code", "closed", "slow-down")::contains);
        alice().sees("Five wrong codes");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void a_flood_of_guesses_is_slowed_down_and_does_not_slow_the_holder_of_the_link() {
        var message = aliceHasALink();
        var page = page(link(message));
        var guess = body(altered(token(link(message))), message.code());
        var slowed =
                IntStream.range(0, 300)
                        .mapToObj(_ -> send(post(page, guess)))
                        .filter(answer -> answer.statusCode() == 429)
                        .toList();
        assertThat(slowed).hasSize(200);
        assertThat(slowed.getFirst().headers().firstValue("Retry-After")).hasValue("10");
        assertThat(slowed.getFirst().body())
                .isEqualTo("{\"outcome\":\"slow-down\",\"seconds\":10}");
        // Looking is free, and alice comes from the same address.
        assertThat(send(HttpRequest.newBuilder(page)).statusCode()).isEqualTo(200);
        assertThat(alice().opens(link(message)).enter(message.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void who_has_the_token_may_not_press_without_end_either() {
        var message = aliceHasALink();
        var press = body(token(link(message)), message.code());
        assertThat(alice().opens(link(message)).enter(message.code()).outcome()).isEqualTo("shown");

        var answers =
                IntStream.range(0, 30)
                        .mapToObj(_ -> send(post(page(link(message)), press)).body())
                        .toList();

        assertThat(answers.stream().filter(body -> body.contains("picked-up"))).hasSize(19);
        assertThat(answers.stream().filter(body -> body.contains("slow-down"))).hasSize(11);
        world().timePasses(Duration.ofSeconds(10));
        assertThat(send(post(page(link(message)), press)).body()).contains("picked-up");
    }

    @Test
    void a_flood_from_one_address_is_slowed_down_and_other_addresses_are_not() {
        var page = page(link(aliceHasALink()));
        var bot = URI.create("http://127.0.0.1:%d/".formatted(world().bot().port()));
        boolean slowed = false;
        for (int count = 0; count < 200 && !slowed; count++) {
            slowed = from("203.0.113.7, 198.51.100.1", page, bot, count) == 429;
        }
        assertThat(slowed).isTrue();
        assertThat(from("198.51.100.1, 203.0.113.7", page, bot, 5000))
                .as("only what our own proxy saw counts")
                .isEqualTo(404);
    }

    /** Past the gateway, as a proxy in front of the bot would say it. */
    private int from(String addresses, URI page, URI bot, int link) {
        return send(HttpRequest.newBuilder(bot.resolve("/pick-up/link" + link))
                        .header("X-Forwarded-For", addresses)
                        .header("Content-Type", "application/json")
                        .header("Origin", page.resolve("/").toString().replaceFirst("/$", ""))
                        .POST(BodyPublishers.ofString("{}")))
                .statusCode();
    }

    @Test
    void the_files_of_the_page_are_there_and_nothing_else_is() {
        var page = page(link(aliceHasALink()));
        var html = send(HttpRequest.newBuilder(page)).body();
        var sizes = html.getBytes(StandardCharsets.UTF_8).length;
        for (var name :
                List.of(
                        "pick-up.css",
                        "pick-up.svg",
                        "pick-up.js",
                        "desk.js",
                        "receipt.js",
                        "secret.js",
                        "view.js")) {
            var file = send(HttpRequest.newBuilder(page.resolve("/page/" + name)));
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .hasValue("same-origin");
            sizes += file.body().getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(sizes).as("bytes in all").isLessThan(30_000);
        for (var name : List.of("", "pick-up.html", "..%2Flogback.xml", "nothing")) {
            assertThat(send(HttpRequest.newBuilder(page.resolve("/page/" + name))).statusCode())
                    .isIn(400, 404);
        }
    }

    private void assertNothingIn(ShownMessage message, HttpResponse<String> answer) {
        assertThat(answer.headers().map().toString() + answer.body())
                .doesNotContain(token(link(message)), message.code());
    }

    private static String token(URI link) {
        return link.getFragment().substring(2);
    }

    private static String body(String token, String code) {
        return "{\"do\":\"pick-up\",\"token\":\"%s\",\"code\":\"%s\"}".formatted(token, code);
    }
}
