package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The clock of the machine the desk runs on is not the one of Entra and Slack. */
class ClockTest extends Story {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                UnaryOperator.identity(),
                around -> {
                    var right = around.clock();
                    return around.withClock(() -> right.instant().plus(ahead.get()));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {-240, -120, -5, 0, 5, 120, 240})
    void a_key_begins_by_entras_clock_and_lives_as_long_as_was_approved(int seconds) {
        ahead.set(Duration.ofSeconds(seconds));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        var now = world().clock().instant();

        var key = keysMade().getFirst();
        assertThat(Duration.between(now, key.start()).abs())
                .as("a few seconds may be the way of the answer")
                .isLessThan(Duration.ofSeconds(10));
        assertThat(Duration.between(key.start(), key.end())).isEqualTo(Duration.ofDays(90));
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-360, -300})
    void with_a_clock_far_off_no_key_is_made_and_the_approval_stands(int seconds) {
        refusalsAreFine();
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var page = alice().opens(message.link("Open the one-time link"));

        ahead.set(Duration.ofSeconds(seconds));
        var answer = page.enter(message.code());
        assertThat(answer.outcome()).isEqualTo("refused");
        assertThat(answer.body().toString())
                .contains("s behind Microsoft's, so no secret was made");
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);

        ahead.set(Duration.ZERO);
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void ready_says_how_far_off_the_clock_is_and_since_when_it_hurts() {
        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(ready().body()).contains("within half a minute of Microsoft's");

        compareWith(Duration.ofSeconds(-40));
        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(ready().body())
                .contains("\"ailing\"", "this machine's clock is 40 s behind Microsoft's");

        compareWith(Duration.ofMinutes(5));
        assertThat(ready().statusCode()).isEqualTo(503);
        assertThat(ready().body())
                .contains("\"down\"", "this machine's clock is 300 s ahead of Microsoft's");

        compareWith(Duration.ZERO);
        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(log())
                .filteredOn(line -> line.startsWith("this machine's clock is"))
                .containsExactly(
                        "this machine's clock is within half a minute of Microsoft's",
                        "this machine's clock is 40 s behind Microsoft's",
                        "this machine's clock is 300 s ahead of Microsoft's: no secrets are made",
                        "this machine's clock is within half a minute of Microsoft's");
    }

    @Test
    void what_was_compared_long_ago_says_nothing_any_more() {
        compareWith(Duration.ofMinutes(6));
        ahead.set(Duration.ofHours(2));

        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(ready().body()).contains("not compared lately");
    }

    /** Every scan of the app registrations compares the clocks. */
    private void compareWith(Duration howFarAhead) {
        ahead.set(howFarAhead);
        world().bot().platform().periodicTasks().runOnce();
    }

    private HttpResponse<String> ready() {
        var address = URI.create("http://127.0.0.1:%d/ready".formatted(world().bot().port()));
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
