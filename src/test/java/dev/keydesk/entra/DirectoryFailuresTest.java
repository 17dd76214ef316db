package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Unsure;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What goes wrong on the way is a failure, never an answer, and the next call is a new one. */
class DirectoryFailuresTest {
    private final DirectoryLab lab = DirectoryLab.withEveryPermission();
    private final UUID bob = UUID.fromString(lab.tenant.user("Bob", "bob@example.com").id());
    private final UUID group = UUID.fromString(lab.tenant.group("security", bob.toString()).id());

    /** One of the calls, by the name that faults are planned by. */
    record Call(String name, BiConsumer<Entra, DirectoryFailuresTest> work) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("users", (entra, _) -> entra.user("bob@example.com")),
                new Call(
                        "checkMemberGroups",
                        (entra, test) -> entra.groupsOf(test.bob, List.of(test.group))),
                new Call("groups", (entra, test) -> entra.group(test.group)));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void ask(Call call) {
        call.work().accept(lab.entra, this);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void told_to_slow_down_it_says_for_how_long(Call call) {
        lab.simulated.faults().next(call.name(), EntraFault.throttled(Duration.ofSeconds(17)));

        assertThatThrownBy(() -> ask(call))
                .isInstanceOfSatisfying(
                        Busy.class,
                        busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(17)));
        assertThat(lab.calls(call.name())).as("it is not asked again by itself").hasSize(1);
        assertThatCode(() -> ask(call)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_gateway_that_fails_leaves_it_unknown(Call call) {
        for (var fault :
                List.of(
                        EntraFault.unavailable(),
                        EntraFault.withoutBody(500),
                        EntraFault.noSuchPage(),
                        EntraFault.answering("{"),
                        EntraFault.answering(""))) {
            lab.simulated.faults().next(call.name(), fault);
            assertThatThrownBy(() -> ask(call))
                    .isInstanceOf(Unsure.class)
                    .hasMessageContaining("gave no usable answer");
        }
        assertThatCode(() -> ask(call)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void silence_leaves_it_unknown(Call call) {
        lab.simulated.faults().next(call.name(), 2, new Fault.HangBefore());
        var impatient =
                new EntraTimeouts(
                        Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(30));
        try (var waiting = lab.client(impatient)) {
            assertThatThrownBy(() -> call.work().accept(waiting, this)).isInstanceOf(Unsure.class);
        }
    }
}
