package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import dev.keydesk.CallInterceptors;
import dev.keydesk.RuntimeContext;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.TransactionHook;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Whatever kind of job fails in a way that nobody planned for, the log says where, and quotes
 * nothing. Kinds of jobs and rounds are those that the desk itself is made of.
 */
class EveryFailureIsFoundTest extends Story {
    private final List<Task<?>> kinds = new ArrayList<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private boolean breaks;
    private boolean asError;

    @Override
    protected World world(Path in) {
        return World.stepped(in, UnaryOperator.identity(), this::breakable);
    }

    private RuntimeContext breakable(RuntimeContext around) {
        var counted =
                new TransactionHook() {
                    @Override
                    public void before() {
                        transactions.incrementAndGet();
                    }

                    @Override
                    public void after() {}
                };
        return new RuntimeContext(
                around.clock(),
                around.sharedTime(),
                around.random(),
                around.chatTimeouts(),
                around.entraTimeouts(),
                (db, clock, tasks) -> {
                    kinds.addAll(tasks);
                    return new SteppedScheduler(db, clock, broken(tasks));
                },
                around.reach(),
                CallInterceptors.real().withTransactionHook(counted));
    }

    private List<Task<?>> broken(List<Task<?>> tasks) {
        var all = new ArrayList<Task<?>>();
        tasks.forEach(task -> all.add(broken(task)));
        return all;
    }

    private <T> Task<T> broken(Task<T> real) {
        return new Broken<>(real);
    }

    /** As the desk has it, but for what it does. */
    private final class Broken<T> extends AbstractTask<T> {
        private final Task<T> real;

        Broken(Task<T> real) {
            super(
                    real.getName(),
                    real.getDataClass(),
                    real.getFailureHandler(),
                    real.getDeadExecutionHandler());
            this.real = real;
        }

        @Override
        public CompletionHandler<T> execute(TaskInstance<T> instance, ExecutionContext context) {
            if (!breaks) {
                return real.execute(instance, context);
            }
            var quoted = slack().botToken().reveal();
            if (asError) {
                throw new LinkageError("a class of two versions");
            }
            throw new IllegalStateException(
                    "ours " + Integer.parseInt("a body with " + quoted), new Exception(quoted));
        }

        @Override
        public SchedulableInstance<T> schedulableInstance(String id) {
            return real.schedulableInstance(id);
        }

        @Override
        public SchedulableInstance<T> schedulableInstance(String id, T data) {
            return real.schedulableInstance(id, data);
        }
    }

    private List<String> namesOfJobs() {
        return kinds.stream()
                .filter(task -> !(task instanceof RecurringTask))
                .map(Task::getName)
                .toList();
    }

    private SteppedScheduler engine() {
        return (SteppedScheduler) world().bot().platform().jobs().jobScheduler();
    }

    @Test
    void a_job_of_any_kind_that_fails_is_logged_with_its_stack_and_is_tried_again() {
        breaks = true;
        assertThat(namesOfJobs()).hasSizeGreaterThan(15);
        for (boolean error : List.of(false, true)) {
            asError = error;
            for (var kind : kinds) {
                if (!(kind instanceof RecurringTask)) {
                    engine().client()
                            .scheduleIfNotExists(
                                    kind.instance("subject/" + (error ? 2 : 1)),
                                    world().clock().instant());
                }
            }
            engine().runOnce();
        }
        for (var kind : namesOfJobs()) {
            assertThat(log())
                    .anyMatch(line ->
                            line.startsWith("job=%s subject=subject/1 failures=1".formatted(kind))
                                    && line.contains("cause=NumberFormatException trace="))
                    .anyMatch(line ->
                            line.startsWith("job=%s subject=subject/2 failures=1".formatted(kind))
                                    && line.contains(
                                            "cause=LinkageError: a class of two versions trace="));
        }
        // One place, so one stack of each, however many jobs fail there.
        assertThat(log())
                .filteredOn(line -> line.contains("EveryFailureIsFoundTest$Broken.execute"))
                .hasSize(2);
        breaks = false;
        world().timePasses(Duration.ofMinutes(1));
        assertThat(engine().nextDue().filter(due -> due.isBefore(world().clock().instant())))
                .isEmpty();
    }

    @Test
    void what_each_node_does_for_itself_changes_no_row() {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofMinutes(30));
        var periodicTasks = world().bot().platform().periodicTasks();
        assertThat(periodicTasks.ofEachNode()).hasSizeGreaterThan(3);
        transactions.set(0);
        periodicTasks.onceOfThisNode();
        assertThat(transactions).hasValue(0);
        periodicTasks.runOnce();
        assertThat(transactions).as("what one node does for all").hasPositiveValue();
    }
}
