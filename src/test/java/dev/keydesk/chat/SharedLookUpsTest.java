package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.chat.LookUpBudget.For;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Slack answers when the test says so. */
class SharedLookUpsTest {
    private final SynchronousQueue<String> asked = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> answers = new SynchronousQueue<>();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final SharedLookUps<String, Integer> lookUps =
            new SharedLookUps<>(
                    "usergroups.users.list",
                    new LookUpBudget(InstantSource.system()),
                    LookUpWait.blocking(),
                    this::slack);

    @AfterEach
    void close() {
        people.shutdownNow();
    }

    private int slack(String group) {
        try {
            asked.put(group);
            return answers.take();
        } catch (InterruptedException closing) {
            throw new IllegalStateException(closing);
        }
    }

    private Future<Integer> asks(String who, For what) {
        return people.submit(() -> lookUps.ask("S1", who, what));
    }

    @Test
    void decisions_share_the_look_up_that_begins_after_the_last_of_them_and_never_an_older_one()
            throws Exception {
        var first = asks("UBOB", For.DECISION);
        asked.take();
        var later = new ArrayList<Future<Integer>>();
        for (int person = 0; person < 30; person++) {
            later.add(asks("U" + person, For.DECISION));
        }
        while (lookUps.waiting("S1") < 30) {
            Thread.onSpinWait();
        }
        answers.put(1);
        asked.take();
        answers.put(2);

        assertThat(first.get()).isEqualTo(1);
        for (var decision : later) {
            assertThat(decision.get()).isEqualTo(2);
        }
    }

    @Test
    void what_is_only_shown_shares_a_look_up_that_is_under_way() throws Exception {
        var first = asks("UBOB", For.DECISION);
        asked.take();
        var shown = asks("UALICE", For.SHOWING);
        while (lookUps.waiting("S1") < 1) {
            Thread.onSpinWait();
        }
        answers.put(1);

        assertThat(first.get()).isEqualTo(1);
        assertThat(shown.get()).isEqualTo(1);
    }

    @Test
    void a_failure_is_everybodys_who_waits_and_the_next_asks_anew() {
        var asks = new AtomicInteger();
        var failing =
                new SharedLookUps<String, Integer>(
                        "users.info",
                        new LookUpBudget(InstantSource.system()),
                        LookUpWait.blocking(),
                        _ -> {
                            if (asks.incrementAndGet() == 1) {
                                throw new ChatFailure.NoAnswer("users.info", true);
                            }
                            return 7;
                        });

        assertThatThrownBy(() -> failing.ask("U1", "U1", For.DECISION))
                .isInstanceOf(ChatFailure.NoAnswer.class);
        assertThat(failing.ask("U1", "U1", For.DECISION)).isEqualTo(7);
    }
}
