package dev.keydesk;

import com.github.kagkarlsson.scheduler.task.Task;

import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.JobScheduler;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.jobs.ThreadedScheduler;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.web.WebServer;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What Keydesk takes from its surroundings: clock, random numbers, time-outs, and the scheduler of
 * its jobs.
 */
public record RuntimeContext(
        InstantSource clock,
        TimeMaker sharedTime,
        RandomGenerator random,
        ChatTimeouts chatTimeouts,
        EntraTimeouts entraTimeouts,
        EngineMaker engine,
        WebServer.Reach reach,
        CallInterceptors callInterceptors) {

    /** Returns the time that all nodes of a database share. */
    @FunctionalInterface
    public interface TimeMaker {
        /** Returns the time; {@code machine} is the clock of this machine. */
        DatabaseTime of(Db db, InstantSource machine);
    }

    /** Builds the scheduler, once the jobs are known. */
    @FunctionalInterface
    public interface EngineMaker {
        /** Returns a scheduler for these tasks. */
        JobScheduler build(Db db, InstantSource clock, List<Task<?>> tasks);
    }

    /** Returns the context in production: the system's clock, and real threads. */
    public static RuntimeContext real(WebServer.Reach reach) {
        return new RuntimeContext(
                InstantSource.system(),
                Db::time,
                new SecureRandom(),
                ChatTimeouts.standard(),
                EntraTimeouts.standard(),
                ThreadedScheduler::new,
                reach,
                CallInterceptors.real());
    }

    /** Returns a context with virtual time; jobs run on the caller's thread. */
    public static RuntimeContext stepped(
            InstantSource clock,
            RandomGenerator random,
            ChatTimeouts chatTimeouts,
            EntraTimeouts entraTimeouts) {
        return new RuntimeContext(
                clock,
                given(clock),
                random,
                chatTimeouts,
                entraTimeouts,
                SteppedScheduler::new,
                WebServer.Reach.THIS_MACHINE,
                CallInterceptors.real());
    }

    private static TimeMaker given(InstantSource time) {
        return (_, _) -> DatabaseTime.of(time);
    }

    /** Returns the same with another time, also for the database. */
    public RuntimeContext withClock(InstantSource time) {
        return withMachineClock(time).withDatabaseClock(time);
    }

    /** Returns the same with another clock for the machine; the database keeps its own. */
    public RuntimeContext withMachineClock(InstantSource time) {
        return new RuntimeContext(
                time,
                sharedTime,
                random,
                chatTimeouts,
                entraTimeouts,
                engine,
                reach,
                callInterceptors);
    }

    private RuntimeContext withDatabaseClock(InstantSource time) {
        return new RuntimeContext(
                clock,
                given(time),
                random,
                chatTimeouts,
                entraTimeouts,
                engine,
                reach,
                callInterceptors);
    }

    /** Returns the same with other time-outs for Entra. */
    public RuntimeContext with(EntraTimeouts patience) {
        return new RuntimeContext(
                clock, sharedTime, random, chatTimeouts, patience, engine, reach, callInterceptors);
    }

    /** Returns the same with other time-outs for Slack. */
    public RuntimeContext with(ChatTimeouts patience) {
        return new RuntimeContext(
                clock,
                sharedTime,
                random,
                patience,
                entraTimeouts,
                engine,
                reach,
                callInterceptors);
    }

    /** Returns the same with other hooks to the outside. */
    public RuntimeContext with(CallInterceptors other) {
        return new RuntimeContext(
                clock, sharedTime, random, chatTimeouts, entraTimeouts, engine, reach, other);
    }
}
