package dev.keydesk.simulation;

import dev.keydesk.CallInterceptors;
import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.web.WebServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** One bot of the company: it boots, works, dies, and a new one takes its place. */
final class Node {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Schedule schedule;
    final String name;
    private final Map<String, String> environment;
    private volatile boolean lives = true;
    private volatile boolean open;
    private @Nullable KeydeskInstance bot;

    /** How far its clock is off. */
    Duration skew = Duration.ZERO;

    private InstantSource clockOfJobs = () -> Instant.MIN;

    private @Nullable Instant due;
    int workers;

    /** When its own threads last did what they do again and again, and whether they are at it. */
    Instant refreshed = Instant.MIN;

    boolean isRefreshing;

    Node(Schedule schedule, String name, Map<String, String> environment) {
        this.schedule = schedule;
        this.name = name;
        this.environment = environment;
    }

    /** Comes up; by an actor, since it asks Slack and Entra. */
    void boot() {
        if (!lives) {
            throw new Crashed();
        }
        var settings = Settings.read(environment);
        bot = new KeydeskInstance(settings, Rules.read(settings.rulesFile()), runtimeContext());
        bot.startUnheard();
        refreshed = schedule.now();
        open = true;
    }

    private RuntimeContext runtimeContext() {
        InstantSource clock = () -> schedule.now().plus(skew);
        return new RuntimeContext(
                clock,
                this::sharedTime,
                schedule.choiceSource().apart(),
                ChatTimeouts.standard(),
                EntraTimeouts.standard(),
                (db, time, tasks) -> {
                    clockOfJobs = time;
                    return new SteppedScheduler(db, time, tasks, name);
                },
                WebServer.Reach.THIS_MACHINE,
                new CallInterceptors(
                        List.of(new TraceLine(schedule, this)),
                        new Brink(schedule, this),
                        wait ->
                                schedule.simulationStage()
                                        .pauseUntil("a pause", clock.instant().plus(wait)),
                        work -> schedule.later("words beside", schedule.now(), work).inside = this,
                        lookUp ->
                                schedule.simulationStage()
                                        .pauseUntil("somebody's look-up", lookUp::isDone),
                        // A search takes none of the time that is made here.
                        FOR_EVER));
    }

    /** A server has a clock of its own, however far off those of its nodes are. */
    private DatabaseTime sharedTime(Db db, InstantSource machine) {
        return switch (db.kind()) {
            case SQLITE -> db.time(machine);
            case POSTGRES -> DatabaseTime.of(schedule::now);
        };
    }

    boolean lives() {
        return lives;
    }

    /** Listens. */
    boolean isOpen() {
        return lives && open;
    }

    KeydeskInstance bot() {
        if (bot == null) {
            throw new IllegalStateException(name + " has not booted");
        }
        return bot;
    }

    SteppedScheduler engine() {
        return (SteppedScheduler) bot().platform().jobs().jobScheduler();
    }

    boolean hasWork() {
        return isOpen() && !nextDue().isAfter(schedule.now());
    }

    /** By the common clock; the far future if there is nothing to do. */
    Instant nextDue() {
        if (!isOpen()) {
            return Instant.MAX;
        }
        if (due == null) {
            due = engine().nextDue().orElse(Instant.MAX);
        }
        return due.equals(Instant.MAX) ? due : due.minus(aheadOfCommon());
    }

    /** Less than its machine is, once the desk has looked at the clock of the database. */
    private Duration aheadOfCommon() {
        var now = schedule.now();
        return Duration.between(now.truncatedTo(ChronoUnit.MILLIS), clockOfJobs.instant());
    }

    /** Somebody has acted, so it may be another. */
    void forgetDue() {
        due = null;
    }

    /** As if by SIGKILL: nothing of it acts any more, and its connections are gone. */
    void die() {
        lives = false;
        open = false;
        if (bot != null) {
            bot.close();
        }
    }
}
