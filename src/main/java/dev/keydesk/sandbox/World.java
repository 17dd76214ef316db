package dev.keydesk.sandbox;

import dev.keydesk.RuntimeContext;
import dev.keydesk.Wiring;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.jobs.ThreadedScheduler;
import dev.keydesk.web.WebServer;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The made-up company, and the real bot beside it: settings and rules are read the way an operator
 * gives them, and everything between the bot and the pretend services goes over the wire.
 *
 * <p>In a stepped world time stands still, and due jobs run on the caller's thread. In a running
 * one everything happens by itself.
 */
public final class World implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final long FIRST_SEED = 7;

    /** A slow machine must not miss a deadline of Slack's while time stands still. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Company company;
    private final SandboxClock clock;
    private final Path folder;
    private final UnaryOperator<RuntimeContext> around;
    private final Gateway gateway = new Gateway();
    private final List<SecondNode> otherNodes = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment;
    private final HttpClient browsers =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Wiring bot;

    private World(
            Company company,
            SandboxClock clock,
            Path folder,
            UnaryOperator<String> rules,
            UnaryOperator<RuntimeContext> around,
            UnaryOperator<Map<String, String>> settings) {
        this.company = company;
        this.clock = clock;
        this.folder = folder;
        this.around = around;
        DeskSettings.writeRules(folder, rules.apply(company.rules()));
        this.environment = Map.copyOf(settings.apply(DeskSettings.of(company, gateway, folder)));
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
            Path folder, UnaryOperator<String> rules, UnaryOperator<RuntimeContext> around) {
        return stepped(folder, rules, around, UnaryOperator.identity());
    }

    /**
     * The same with changes of the settings too.
     *
     * @param settings what becomes of the bot's environment variables
     */
    public static World stepped(
            Path folder,
            UnaryOperator<String> rules,
            UnaryOperator<RuntimeContext> around,
            UnaryOperator<Map<String, String>> settings) {
        var clock = SandboxClock.standingAt(START);
        // Two nodes that draw the same lots would not behave as two.
        var seeds = new AtomicLong(FIRST_SEED);
        UnaryOperator<RuntimeContext> stepped =
                _ ->
                        around.apply(
                                RuntimeContext.stepped(
                                        clock,
                                        new Random(seeds.getAndIncrement()),
                                        new ChatTimeouts(PATIENCE, PATIENCE),
                                        EntraTimeouts.standard()));
        var company = new Company(clock);
        company.slack().patience(PATIENCE);
        company.start();
        var world = new World(company, clock, folder, rules, stepped, settings);
        world.startBot();
        return world;
    }

    /**
     * Everything runs, with the machine's clock as the base of time.
     *
     * @param settings what becomes of the bot's environment variables
     */
    public static World running(Path folder, UnaryOperator<Map<String, String>> settings) {
        var clock = SandboxClock.running();
        UnaryOperator<RuntimeContext> live = real -> real.at(clock);
        var company = new Company(clock);
        company.start();
        var world = new World(company, clock, folder, UnaryOperator.identity(), live, settings);
        world.startBot();
        return world;
    }

    /**
     * Everything runs in this company, with its clock.
     *
     * @param rules what becomes of the text of {@code keydesk.yml}
     */
    static World running(
            Company company, SandboxClock clock, Path folder, UnaryOperator<String> rules) {
        // Somebody waits, and both take a quarter of the time until the desk is there.
        var tables = CompletableFuture.runAsync(() -> DeskSettings.makeTables(folder));
        try {
            company.start();
            tables.join();
            UnaryOperator<RuntimeContext> live = real -> real.at(clock);
            var world = new World(company, clock, folder, rules, live, UnaryOperator.identity());
            world.startBot();
            return world;
        } catch (RuntimeException notStarted) {
            company.close();
            throw notStarted;
        }
    }

    private Wiring wire() {
        var settings = Settings.read(environment);
        var real = RuntimeContext.real(WebServer.Reach.THIS_MACHINE);
        return new Wiring(settings, Rules.read(settings.rulesFile()), around.apply(real));
    }

    private void startBot() {
        start(bot);
        awaitsFirstScan();
        company.slack().deliverTo(addressOf(bot).resolve("/slack/events"));
        lead();
        settle();
    }

    private static void start(Wiring node) {
        switch (node.jobScheduler()) {
            case SteppedScheduler _ -> node.startStepped();
            case ThreadedScheduler _ -> node.start();
        }
    }

    /** The gateway leads to whoever is up now. */
    private void lead() {
        gateway.leadTo(nodes());
    }

    /** The addresses of all bots there are, that of the first one first. */
    public List<URI> nodes() {
        return Stream.concat(Stream.of(bot), otherNodes.stream().map(SecondNode::bot))
                .map(World::addressOf)
                .toList();
    }

    private static URI addressOf(Wiring node) {
        return URI.create("http://127.0.0.1:%s".formatted(node.port()));
    }

    /** A running node reads the app registrations beside its start, and people type at once. */
    private void awaitsFirstScan() {
        if (bot.jobScheduler() instanceof ThreadedScheduler) {
            JobWait.wait(() -> bot.scan().asOf().isPresent());
        }
    }

    /** Does everything that is due, and what that makes due; a running world is waited for. */
    public void settle() {
        switch (bot.jobScheduler()) {
            case SteppedScheduler stepped -> stepped.runDue();
            case ThreadedScheduler running -> JobWait.wait(running, clock);
        }
    }

    /** Moves the time, stopping at each moment at which a job is due until it is done. */
    public void timePasses(Duration howLong) {
        var end = clock.instant().plus(howLong);
        for (var due = bot.jobScheduler().nextDue();
                due.filter(when -> !when.isAfter(end)).isPresent();
                due = bot.jobScheduler().nextDue()) {
            moveTo(due.get());
            settle();
        }
        moveTo(end);
        settle();
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
        startBot();
    }

    /** While the bot is down. */
    public void whileDown(Runnable meanwhile) {
        bot.close();
        meanwhile.run();
        bot = wire();
        startBot();
    }

    /**
     * One more bot with the same settings on the same database. Slack does not know it; the gateway
     * leads to both in turn until this one is closed.
     */
    public SecondNode secondNode() {
        var node = wire();
        start(node);
        var second = new SecondNode(node, this::leave);
        otherNodes.add(second);
        lead();
        return second;
    }

    private void leave(SecondNode node) {
        otherNodes.remove(node);
        lead();
    }

    public TestUser as(UserId id) {
        return new TestUser(this, id);
    }

    public TestUser alice() {
        return as(company.alice());
    }

    public TestUser erin() {
        return as(company.erin());
    }

    public TestUser bob() {
        return as(company.bob());
    }

    public TestUser carol() {
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

    /** What the operator set for the bot, for the commands they type. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What stands before the bot, for people with a link. */
    public Gateway gateway() {
        return gateway;
    }

    /** What people's browsers are here. */
    HttpClient browsers() {
        return browsers;
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        browsers.shutdownNow();
        otherNodes.forEach(SecondNode::close);
        bot.close();
        gateway.close();
        company.close();
    }
}
