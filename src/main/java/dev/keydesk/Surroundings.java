package dev.keydesk;

import com.github.kagkarlsson.scheduler.task.Task;

import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.Engine;
import dev.keydesk.jobs.RunningEngine;
import dev.keydesk.jobs.SteppedEngine;
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
public record Surroundings(
        InstantSource clock,
        TimeMaker sharedTime,
        RandomGenerator random,
        ChatTimeouts chatTimeouts,
        EntraTimeouts entraTimeouts,
        EngineMaker engine,
        WebServer.Reach reach,
        Outside outside) {

    /** Says what time goes by for all nodes of a database. */
    @FunctionalInterface
    public interface TimeMaker {
        DatabaseTime of(Db db, InstantSource machine);
    }

    /** Builds what drives the jobs, once they are known. */
    @FunctionalInterface
    public interface EngineMaker {
        Engine build(Db db, InstantSource clock, List<Task<?>> tasks);
    }

    /** The real world: the system's clock, and threads of our own. */
    public static Surroundings real(WebServer.Reach reach) {
        return new Surroundings(
                InstantSource.system(),
                Db::time,
                new SecureRandom(),
                ChatTimeouts.standard(),
                EntraTimeouts.standard(),
                RunningEngine::new,
                reach,
                Outside.real());
    }

    /** The given time; jobs on the caller's thread. */
    public static Surroundings stepped(
            InstantSource clock,
            RandomGenerator random,
            ChatTimeouts chatTimeouts,
            EntraTimeouts entraTimeouts) {
        return new Surroundings(
                clock,
                given(clock),
                random,
                chatTimeouts,
                entraTimeouts,
                SteppedEngine::new,
                WebServer.Reach.THIS_MACHINE,
                Outside.real());
    }

    private static TimeMaker given(InstantSource time) {
        return (_, _) -> DatabaseTime.of(time);
    }

    /** The same with another time, which is the database's too. */
    public Surroundings at(InstantSource time) {
        return onMachineAt(time).onDatabaseAt(time);
    }

    /** The same on a machine with another clock; the database has its own. */
    public Surroundings onMachineAt(InstantSource time) {
        return new Surroundings(
                time, sharedTime, random, chatTimeouts, entraTimeouts, engine, reach, outside);
    }

    private Surroundings onDatabaseAt(InstantSource time) {
        return new Surroundings(
                clock, given(time), random, chatTimeouts, entraTimeouts, engine, reach, outside);
    }

    /** The same with other patience for Entra. */
    public Surroundings with(EntraTimeouts patience) {
        return new Surroundings(
                clock, sharedTime, random, chatTimeouts, patience, engine, reach, outside);
    }

    /** The same with other patience for Slack. */
    public Surroundings with(ChatTimeouts patience) {
        return new Surroundings(
                clock, sharedTime, random, patience, entraTimeouts, engine, reach, outside);
    }

    /** The same with something else between the desk and the outside. */
    public Surroundings with(Outside other) {
        return new Surroundings(
                clock, sharedTime, random, chatTimeouts, entraTimeouts, engine, reach, other);
    }
}
