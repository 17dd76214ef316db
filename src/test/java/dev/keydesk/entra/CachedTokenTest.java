package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;

import dev.keydesk.config.Settings;
import dev.keydesk.entra.EntraFailure.NotAsked;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class CachedTokenTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final AtomicInteger fetched = new AtomicInteger();
    private static final SignInFailure TROUBLES =
            new SignInFailure(new Settings.Credential.ManagedIdentity());

    private final List<String> scopes = new ArrayList<>();
    private volatile boolean down;
    private volatile Duration life = HOUR;

    private final TokenCredential microsoft =
            request ->
                    Mono.fromSupplier(() -> {
                        scopes.addAll(request.getScopes());
                        if (down) {
                            throw new IllegalStateException("AADSTS90033: come back later");
                        }
                        return new AccessToken(
                                "token-" + fetched.incrementAndGet(),
                                now.plus(life).atOffset(ZoneOffset.UTC));
                    });

    private final CachedToken token = new CachedToken(microsoft, TROUBLES, "the-scope", () -> now);

    @Test
    void one_token_serves_many_calls() {
        assertThat(token.bearer()).isEqualTo("token-1");
        now = now.plus(Duration.ofMinutes(54));
        assertThat(token.bearer()).isEqualTo("token-1");
        assertThat(scopes).containsExactly("the-scope");
    }

    @Test
    void it_is_renewed_five_minutes_before_it_runs_out() {
        token.bearer();
        now = now.plus(Duration.ofMinutes(55));

        assertThat(token.bearer()).isEqualTo("token-2");
    }

    @Test
    void a_token_that_lives_for_minutes_is_renewed_halfway() {
        life = Duration.ofMinutes(4);
        token.bearer();
        now = now.plusSeconds(119);
        assertThat(token.bearer()).isEqualTo("token-1");
        now = now.plusSeconds(1);
        assertThat(token.bearer()).isEqualTo("token-2");
    }

    @Test
    void while_the_old_one_holds_a_failed_renewal_hurts_nobody() {
        token.bearer();
        down = true;
        now = now.plus(Duration.ofMinutes(59));
        assertThat(token.bearer()).isEqualTo("token-1");

        now = now.plus(Duration.ofMinutes(1));
        assertThatThrownBy(token::bearer)
                .isInstanceOf(NotAsked.class)
                .hasMessageContaining("AADSTS90033")
                .hasMessageNotContaining("come back later");
    }

    @Test
    void a_token_that_was_refused_is_fetched_anew() {
        token.bearer();
        token.forget();

        assertThat(token.bearer()).isEqualTo("token-2");
    }

    @Test
    void many_callers_at_once_fetch_one_token() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var callers = new ArrayList<Future<String>>();
            for (int i = 0; i < 50; i++) {
                callers.add(
                        threads.submit(() -> {
                            start.await();
                            return token.bearer();
                        }));
            }
            start.countDown();
            for (var caller : callers) {
                assertThat(caller.get()).isEqualTo("token-1");
            }
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void while_one_caller_renews_the_others_go_on_with_the_old_one() throws Exception {
        var renewing = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        TokenCredential slow =
                request -> {
                    if (fetched.get() == 1) {
                        renewing.countDown();
                        awaitQuietly(answer);
                    }
                    return microsoft.getToken(request);
                };
        var shared = new CachedToken(slow, TROUBLES, "the-scope", () -> now);
        shared.bearer();
        now = now.plus(Duration.ofMinutes(57));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(shared::bearer);
            renewing.await();
            assertThat(shared.bearer()).isEqualTo("token-1");
            answer.countDown();
            assertThat(first.get()).isEqualTo("token-2");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
