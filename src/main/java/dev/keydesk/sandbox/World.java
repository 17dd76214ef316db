package dev.keydesk.sandbox;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
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
 * The made-up company and the real Keydesk: settings and rules are read as an operator writes them,
 * and everything between Keydesk and the simulated services goes over the wire.
 *
 * <p>In a stepped world time stands still, and due jobs run on the caller's thread. In a running
 * world everything happens by itself.
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
    private KeydeskInstance bot;

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

    /** Returns a world in which time stands still and nothing happens by itself. */
    public static World stepped(Path folder) {
        return stepped(folder, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * The same with changes.
     *
     * @param rules changes the text of {@code keydesk.yml}
     * @param around changes the context of Keydesk
     */
    public static World stepped(
            Path folder, UnaryOperator<String> rules, UnaryOperator<RuntimeContext> around) {
        return stepped(folder, rules, around, UnaryOperator.identity());
    }

    /**
     * The same with changes of the settings too.
     *
     * @param settings changes the environment variables
     */
    public static World stepped(
            Path folder,
            UnaryOperator<String> rules,
            UnaryOperator<RuntimeContext> around,
            UnaryOperator<Map<String, String>> settings) {
        var clock = SandboxClock.standingAt(START);
        // Two nodes with the same random numbers would not behave like two.
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
     * Returns a running world, based on the machine's clock.
     *
     * @param settings changes the environment variables
     */
    public static World running(Path folder, UnaryOperator<Map<String, String>> settings) {
        var clock = SandboxClock.running();
        UnaryOperator<RuntimeContext> live = real -> real.withClock(clock);
        var company = new Company(clock);
        company.start();
        var world = new World(company, clock, folder, UnaryOperator.identity(), live, settings);
        world.startBot();
        return world;
    }

    /**
     * Returns a running world of this company, with its clock.
     *
     * @param rules changes the text of {@code keydesk.yml}
     */
    static World running(
            Company company, SandboxClock clock, Path folder, UnaryOperator<String> rules) {
        // A visitor waits, and each of these takes a quarter of the start.
        var tables = CompletableFuture.runAsync(() -> DeskSettings.makeTables(folder));
        try {
            company.start();
            tables.join();
            UnaryOperator<RuntimeContext> live = real -> real.withClock(clock);
            var world = new World(company, clock, folder, rules, live, UnaryOperator.identity());
            world.startBot();
            return world;
        } catch (RuntimeException notStarted) {
            company.close();
            throw notStarted;
        }
    }

    private KeydeskInstance wire() {
        var settings = Settings.read(environment);
        var real = RuntimeContext.real(WebServer.Reach.THIS_MACHINE);
        return new KeydeskInstance(settings, Rules.read(settings.rulesFile()), around.apply(real));
    }

    private void startBot() {
        start(bot);
        awaitsFirstScan();
        company.slack().deliverTo(addressOf(bot).resolve("/slack/events"));
        lead();
        settle();
    }

    private static void start(KeydeskInstance node) {
        switch (node.platform().jobs().jobScheduler()) {
            case SteppedScheduler _ -> node.startStepped();
            case ThreadedScheduler _ -> node.start();
        }
    }

    /** Tells the gateway which nodes run now. */
    private void lead() {
        gateway.leadTo(nodes());
    }

    /** Returns the addresses of all nodes, the first node's first. */
    public List<URI> nodes() {
        return Stream.concat(Stream.of(bot), otherNodes.stream().map(SecondNode::bot))
                .map(World::addressOf)
                .toList();
    }

    private static URI addressOf(KeydeskInstance node) {
        return URI.create("http://127.0.0.1:%s".formatted(node.port()));
    }

    /** A running node reads the app registrations while it starts, and people type at once. */
    private void awaitsFirstScan() {
        if (bot.platform().jobs().jobScheduler() instanceof ThreadedScheduler) {
            JobWait.wait(() -> bot.scan().asOf().isPresent());
        }
    }

    /**
     * Runs everything that is due, and what becomes due by that; in a running world, waits for it.
     */
    public void settle() {
        switch (bot.platform().jobs().jobScheduler()) {
            case SteppedScheduler stepped -> stepped.runDue();
            case ThreadedScheduler running -> JobWait.wait(running, clock);
        }
    }

    /** Moves the time, stopping at each moment at which a job is due until it is done. */
    public void timePasses(Duration howLong) {
        var end = clock.instant().plus(howLong);
        for (var due = bot.platform().jobs().jobScheduler().nextDue();
                due.filter(when -> !when.isAfter(end)).isPresent();
                due = bot.platform().jobs().jobScheduler().nextDue()) {
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

    /** Stops Keydesk in an orderly way and starts it again on the same database. */
    public void restart() {
        bot.close();
        bot = wire();
        startBot();
    }

    /** Does something while Keydesk is stopped. */
    public void whileDown(Runnable meanwhile) {
        bot.close();
        meanwhile.run();
        bot = wire();
        startBot();
    }

    /**
     * Starts a second node with the same settings on the same database. Slack does not know it; the
     * gateway uses both in turn until this one is closed.
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

    /** Returns this person at their Slack client. */
    public TestUser as(UserId id) {
        return new TestUser(this, id);
    }

    /** Returns alice, a requester. */
    public TestUser alice() {
        return as(company.alice());
    }

    /** Returns erin, a requester. */
    public TestUser erin() {
        return as(company.erin());
    }

    /** Returns bob, an approver. */
    public TestUser bob() {
        return as(company.bob());
    }

    /** Returns carol, an approver and operator. */
    public TestUser carol() {
        return as(company.carol());
    }

    public Company company() {
        return company;
    }

    public SandboxClock clock() {
        return clock;
    }

    public KeydeskInstance bot() {
        return bot;
    }

    /** Returns the environment variables of Keydesk, for commands. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the reverse proxy before Keydesk. */
    public Gateway gateway() {
        return gateway;
    }

    /** Returns the HTTP client that plays people's browsers. */
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
