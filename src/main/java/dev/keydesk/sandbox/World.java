package dev.keydesk.sandbox;

import dev.keydesk.Surroundings;
import dev.keydesk.Wiring;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.Engine;
import dev.keydesk.jobs.RunningEngine;
import dev.keydesk.jobs.SteppedEngine;
import dev.keydesk.web.WebServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The made-up company, and the real bot beside it: settings and rules are read the way an operator
 * gives them, and everything between the bot and the pretend services goes over the wire.
 *
 * <p>In a stepped world time stands still, and due jobs run on the caller's thread. In a running
 * one everything happens by itself.
 */
public final class World implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Company company;
    private final SandboxClock clock;
    private final Path folder;
    private final UnaryOperator<Surroundings> around;
    private final Map<String, String> environment;
    private Wiring bot;

    private World(
            Company company,
            SandboxClock clock,
            Path folder,
            UnaryOperator<String> rules,
            UnaryOperator<Surroundings> around) {
        this.company = company;
        this.clock = clock;
        this.folder = folder;
        this.around = around;
        company.start();
        write(folder.resolve("keydesk.yml"), rules.apply(company.rules()));
        this.environment = environment();
        this.bot = wire();
    }

    /** Time stands still, and nothing happens by itself. */
    public static World stepped(Path folder) {
        return stepped(folder, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * The same with changes.
     *
     * @param rules what becomes of the text of {@code keydesk.yml}
     * @param around what becomes of the bot's surroundings
     */
    public static World stepped(
            Path folder, UnaryOperator<String> rules, UnaryOperator<Surroundings> around) {
        var clock = SandboxClock.standingAt(START);
        UnaryOperator<Surroundings> stepped =
                _ ->
                        around.apply(
                                Surroundings.stepped(
                                        clock,
                                        new Random(7),
                                        ChatTimeouts.standard(),
                                        EntraTimeouts.standard()));
        var world = new World(new Company(clock), clock, folder, rules, stepped);
        world.startStepped();
        return world;
    }

    /** Everything runs, with the machine's clock as the base of time. */
    public static World running(Path folder) {
        var clock = SandboxClock.running();
        UnaryOperator<Surroundings> live = real -> real.at(clock);
        var world = new World(new Company(clock), clock, folder, UnaryOperator.identity(), live);
        world.bot.start();
        world.connect();
        return world;
    }

    private Wiring wire() {
        var settings = Settings.read(environment);
        var real = Surroundings.real(WebServer.Reach.THIS_MACHINE);
        return new Wiring(settings, Rules.read(settings.rulesFile()), around.apply(real));
    }

    private void startStepped() {
        bot.startStepped();
        connect();
        settle();
    }

    private void connect() {
        company.slack()
                .deliverTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port())));
    }

    private Map<String, String> environment() {
        var settings = new HashMap<String, String>();
        var slack = company.slack();
        settings.put("SLACK_BOT_TOKEN", slack.botToken().reveal());
        settings.put("SLACK_SIGNING_SECRET", slack.signingSecret().reveal());
        settings.put("KEYDESK_SLACK_API_URL", slack.apiUrl().toString());
        settings.put("AZURE_TENANT_ID", company.tenantId());
        settings.put("AZURE_CLIENT_ID", company.deskClientId());
        settings.put("AZURE_CLIENT_SECRET", company.deskSecret().reveal());
        settings.put("AZURE_AUTHORITY_HOST", company.entra().authorityHost().toString());
        settings.put("KEYDESK_GRAPH_URL", company.entra().graphUrl().toString());
        settings.put("KEYDESK_TRUST_STORE", company.entra().writeTrustStore(folder).toString());
        settings.put("KEYDESK_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("keydesk.db"));
        settings.put("KEYDESK_CONFIG", folder.resolve("keydesk.yml").toString());
        settings.put("PORT", "0");
        return settings;
    }

    /** Does everything that is due, and what that makes due; in a stepped world only. */
    public void settle() {
        switch (bot.engine()) {
            case SteppedEngine stepped -> stepped.runDue();
            case RunningEngine _ -> {}
        }
    }

    /** Moves the time, stopping at each moment at which a job is due until it is done. */
    public void timePasses(Duration howLong) {
        var end = clock.instant().plus(howLong);
        for (var due = bot.engine().nextDue();
                due.filter(when -> !when.isAfter(end)).isPresent();
                due = bot.engine().nextDue()) {
            moveTo(due.get());
            catchUp();
        }
        moveTo(end);
        catchUp();
    }

    private void catchUp() {
        switch (bot.engine()) {
            case SteppedEngine stepped -> stepped.runDue();
            case RunningEngine running -> Due.wait(running, clock);
        }
    }

    private void moveTo(Instant when) {
        var ahead = Duration.between(clock.instant(), when);
        if (ahead.isPositive()) {
            clock.pass(ahead);
        }
    }

    /** The bot goes down in good order and comes up again on the same database. */
    public void restart() {
        bot.close();
        bot = wire();
        startStepped();
    }

    /** While the bot is down. */
    public void whileDown(Runnable meanwhile) {
        bot.close();
        meanwhile.run();
        bot = wire();
        startStepped();
    }

    public Someone as(UserId id) {
        return new Someone(this, id);
    }

    public Someone alice() {
        return as(company.alice());
    }

    public Someone erin() {
        return as(company.erin());
    }

    public Someone bob() {
        return as(company.bob());
    }

    public Someone carol() {
        return as(company.carol());
    }

    public Company company() {
        return company;
    }

    public SandboxClock clock() {
        return clock;
    }

    public Wiring bot() {
        return bot;
    }

    public Path folder() {
        return folder;
    }

    public Engine engine() {
        return bot.engine();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        bot.close();
        company.close();
    }
}
