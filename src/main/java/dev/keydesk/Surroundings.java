package dev.keydesk;

import com.github.kagkarlsson.scheduler.task.Task;

import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.Engine;
import dev.keydesk.jobs.RunningEngine;
import dev.keydesk.jobs.SteppedEngine;
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
        RandomGenerator random,
        ChatTimeouts chatTimeouts,
        EntraTimeouts entraTimeouts,
        EngineMaker engine,
        WebServer.Reach reach,
        Outside outside) {

    /** Builds what drives the jobs, once they are known. */
    @FunctionalInterface
    public interface EngineMaker {
        Engine build(Db db, InstantSource clock, List<Task<?>> tasks);
    }

    /** The real world: the system's clock, and threads of our own. */
    public static Surroundings real(WebServer.Reach reach) {
        return new Surroundings(
                InstantSource.system(),
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
                random,
                chatTimeouts,
                entraTimeouts,
                SteppedEngine::new,
                WebServer.Reach.THIS_MACHINE,
                Outside.real());
    }

    /** The same with another time. */
    public Surroundings at(InstantSource time) {
        return new Surroundings(time, random, chatTimeouts, entraTimeouts, engine, reach, outside);
    }

    /** The same with other patience for Entra. */
    public Surroundings with(EntraTimeouts patience) {
        return new Surroundings(clock, random, chatTimeouts, patience, engine, reach, outside);
    }

    /** The same with other patience for Slack. */
    public Surroundings with(ChatTimeouts patience) {
        return new Surroundings(clock, random, patience, entraTimeouts, engine, reach, outside);
    }
}
