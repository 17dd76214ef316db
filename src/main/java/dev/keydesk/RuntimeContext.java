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
 * What the desk takes as given: the time, chance, patience with others, and what drives its jobs.
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

    /** Says what time goes by for all nodes of a database. */
    @FunctionalInterface
    public interface TimeMaker {
        DatabaseTime of(Db db, InstantSource machine);
    }

    /** Builds what drives the jobs, once they are known. */
    @FunctionalInterface
    public interface EngineMaker {
        JobScheduler build(Db db, InstantSource clock, List<Task<?>> tasks);
    }

    /** The real world: the system's clock, and threads of our own. */
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

    /** The given time; jobs on the caller's thread. */
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

    /** The same with another time, which is the database's too. */
    public RuntimeContext at(InstantSource time) {
        return onMachineAt(time).onDatabaseAt(time);
    }

    /** The same on a machine with another clock; the database has its own. */
    public RuntimeContext onMachineAt(InstantSource time) {
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

    private RuntimeContext onDatabaseAt(InstantSource time) {
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

    /** The same with other patience for Entra. */
    public RuntimeContext with(EntraTimeouts patience) {
        return new RuntimeContext(
                clock, sharedTime, random, chatTimeouts, patience, engine, reach, callInterceptors);
    }

    /** The same with other patience for Slack. */
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

    /** The same with something else between the desk and the outside. */
    public RuntimeContext with(CallInterceptors other) {
        return new RuntimeContext(
                clock, sharedTime, random, chatTimeouts, entraTimeouts, engine, reach, other);
    }
}
