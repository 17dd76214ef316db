package dev.keydesk.entra;

import static dev.keydesk.entra.NastyGraph.cutWithin;
import static dev.keydesk.entra.NastyGraph.html;
import static dev.keydesk.entra.NastyGraph.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class AppScanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final NastyGraph graph = new NastyGraph();
    private final List<Duration> waits = new ArrayList<>();
    private final List<List<String>> pages = new ArrayList<>();
    private final Entra entra =
            new Entra(
                    graph.settings(),
                    EntraTimeouts.standard(),
                    InstantSource.fixed(NOW),
                    waits::add);

    @AfterEach
    void close() {
        entra.close();
        graph.close();
    }

    private void scan() {
        entra.scan(apps -> pages.add(apps.stream().map(AppRegistration::name).toList()));
    }

    @Test
    void all_pages_are_handed_over_one_by_one_at_low_priority() {
        graph.next(200, page("/applications?$skiptoken=a%2Fb%3D%3D", "one", "two"))
                .next(200, lastPage("three"));

        scan();

        assertThat(pages).containsExactly(List.of("one", "two"), List.of("three"));
        assertThat(graph.asked().get(0).query())
                .hasValue(
                        "$select=id,appId,displayName,signInAudience,tags,passwordCredentials,keyCredentials&$top=999");
        // The link goes back exactly as it came: what is in it is Graph's own business.
        assertThat(graph.asked().get(1).query()).hasValue("$skiptoken=a/b==");
        assertThat(graph.asked())
                .allSatisfy(request -> {
                    assertThat(request.header("X-ms-throttle-priority")).isEqualTo("low");
                    assertThat(request.header("Authorization")).startsWith("Bearer ");
                });
        assertThat(waits).isEmpty();
    }

    @Test
    void a_tenant_without_apps_is_one_empty_page() {
        graph.next(200, lastPage());

        scan();

        assertThat(pages).containsExactly(List.of());
    }

    @Test
    void a_yes_that_is_no_list_is_never_taken_for_an_empty_tenant() {
        for (int attempt = 0; attempt < 6; attempt++) {
            graph.next(200, "{}");
        }

        assertThatThrownBy(this::scan).isInstanceOf(Unsure.class);
        assertThat(pages).isEmpty();
    }

    @Test
    void told_to_slow_down_it_waits_as_long_as_it_was_told_and_goes_on() {
        graph.next(200, page("/applications?next", "one"))
                .next(with(429, Map.of("Retry-After", "17"), ""))
                .next(with(503, Map.of("Retry-After", "5"), ""))
                .next(200, lastPage("two"));

        scan();

        assertThat(waits).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(5));
        assertThat(pages).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void it_never_waits_longer_than_two_minutes_at_once() {
        graph.next(with(429, Map.of("Retry-After", "86400"), "")).next(200, lastPage("one"));

        scan();

        assertThat(waits).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void a_page_that_does_not_come_is_asked_for_again_with_growing_waits() {
        graph.next(html(503))
                .next(cutWithin(200, "{\"value\":[{\"id\":\"x\""))
                .next(NastyGraph.cut())
                .next(200, lastPage("one"));

        scan();

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(pages).containsExactly(List.of("one"));
    }

    @Test
    void it_gives_up_after_six_attempts() {
        for (int attempt = 0; attempt < 7; attempt++) {
            graph.next(429, "");
        }

        assertThatThrownBy(this::scan).isInstanceOf(Busy.class);
        assertThat(graph.asked()).hasSize(6);
        assertThat(waits).hasSize(5);
    }

    @Test
    void a_refusal_ends_it_at_once() {
        graph.next(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}");

        assertThatThrownBy(this::scan)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("admin consent");
        assertThat(graph.asked()).hasSize(1);
    }

    @Test
    void it_takes_a_breath_between_pages_when_the_quota_is_nearly_used_up() {
        var body = page("/applications?next", "one");
        graph.next(
                        with(
                                200,
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "x-ms-throttle-limit-percentage",
                                        "0.85"),
                                body))
                .next(200, lastPage("two"));

        scan();

        assertThat(waits).containsExactly(Duration.ofSeconds(2));
        assertThat(pages).hasSize(2);
    }

    @Test
    void a_list_that_leads_back_to_itself_is_not_walked_for_ever() {
        for (int round = 0; round < 4; round++) {
            graph.next(200, page("/applications?same", "one"));
        }

        assertThatThrownBy(this::scan)
                .isInstanceOf(Unsure.class)
                .hasMessageContaining("leads back to itself");
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void the_token_is_not_taken_to_another_host() {
        try (var stranger = new NastyGraph()) {
            graph.next(
                    200,
                    lastPage("one")
                            .replace("}]", "}],\"@odata.nextLink\":\"" + stranger.url() + "/x\""));

            assertThatThrownBy(this::scan).isInstanceOf(EntraFailure.class);
            assertThat(stranger.asked()).isEmpty();
        }
    }

    @Test
    void a_consumer_that_fails_ends_the_scan_with_its_own_failure() {
        graph.next(200, page("/applications?next", "one"));
        var full = new IllegalStateException("the disk is full");

        assertThatThrownBy(() ->
                        entra.scan(_ -> {
                            throw full;
                        }))
                .isSameAs(full);
        assertThat(graph.asked()).hasSize(1);
    }

    private static String lastPage(String... names) {
        return "{\"@odata.context\":\"x\",\"value\":[" + apps(names) + "]}";
    }

    private String page(String link, String... names) {
        return "{\"@odata.nextLink\":\""
                + graph.url()
                + link
                + "\",\"value\":["
                + apps(names)
                + "]}";
    }

    private static String apps(String... names) {
        return String.join(
                ",",
                List.of(names).stream()
                        .map(name ->
                                """
                                {"id":"id-%s","appId":"app-%s","displayName":"%s",
                                 "passwordCredentials":[]}\
                                """
                                        .formatted(name, name, name))
                        .toList());
    }
}
