package dev.keydesk.simulation;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.sandbox.Company;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.sandbox.SimulatedRequest;
import dev.keydesk.sandbox.SimulatedResponse;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.Timing;
import dev.keydesk.sandbox.slack.Delivery;

import jakarta.servlet.http.HttpServlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run of everything, decided by a seed: some days of a small company, with storms first and
 * calm weather after them.
 */
final class Schedule implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String SLACK = "http://127.0.0.1:1/";
    private static final String GRAPH = "http://127.0.0.1:2/v1.0";
    private static final String DESK = "http://127.0.0.1:3/";
    private static final String GRAPH_TOKEN = "a-token-for-the-pretend-graph";
    private static final Duration ACKNOWLEDGE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration SETTLING = Duration.ofMinutes(12);
    private static final Duration AFTERWARDS = Duration.ofDays(5);
    private static final int MOST_STEPS = 20_000;

    private final long seed;
    private final ChoiceSource choiceSource;
    private final Ground ground;
    private final Log log;
    private final SandboxClock clock = SandboxClock.standingAt(START);
    private final SimulationStage simulationStage = new SimulationStage(clock);
    private final Weather weather;
    private final Company company;
    private final Laws laws;
    private final JobActor jobActor;
    private final Connection database;
    private final Map<String, String> environment;
    private boolean clocksAgree = true;
    private final Set<String> oldKeys;
    private final List<Node> nodes = new ArrayList<>();
    private final List<SimulatedPerson> people = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private Instant listened = START;
    private int born;
    private int deeds;
    private final int haste;
    private int steps;

    Schedule(long seed, Ground ground, Log log) throws SQLException, IOException {
        this.seed = seed;
        this.ground = ground;
        this.log = log;
        this.choiceSource = new ChoiceSource(seed);
        this.weather = new Weather(choiceSource);
        this.company = new Company(clock, choiceSource.apart());
        this.oldKeys = keysNow();
        this.database = ground.connect();
        this.laws = new Laws(this, new Ledger(database));
        this.jobActor = new JobActor(database, ground.nodes() == 1);
        this.environment = environment();
        // Many short days find more than few long ones, but some trouble needs a long one.
        this.deeds =
                choiceSource.chance(0.1) ? 30 + choiceSource.below(50) : 8 + choiceSource.below(14);
        this.haste = 1 + choiceSource.below(5);
        company.slack().startWithoutNetwork(URI.create(SLACK), this::carry);
        company.slack().onChange(laws::slackChanged);
        company.entra().acceptAsDesk(dev.keydesk.config.SecretText.of(GRAPH_TOKEN));
        company.entra().setTiming(timing());
        company.entra().tenant().onChange(laws::keysChanged);
        addPeople();
    }

    private Timing timing() {
        var lags = List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(20));
        return Timing.realistic().withReadLag(choiceSource.pick(lags));
    }

    private void addPeople() {
        var general = company.general();
        people.add(new SimulatedPerson(this, "alice", company.alice(), general, true));
        people.add(new SimulatedPerson(this, "erin", company.erin(), general, true));
        people.add(new SimulatedPerson(this, "bob", company.bob(), general, true));
        people.add(new SimulatedPerson(this, "carol", company.carol(), company.approvals(), false));
        people.add(
                new SimulatedPerson(
                        this, "gina", company.gina(), general, choiceSource.chance(0.2)));
    }

    private Map<String, String> environment() throws IOException {
        var rules = ground.folder().resolve("keydesk.yml");
        // bob may ask as well, so that he can try to approve what he asked for.
        Files.writeString(
                rules,
                company.rules()
                        .replace(
                                "requesters:\n",
                                "requesters:\n  users: [%s]\n".formatted(company.bob().value())));
        var all = new HashMap<>(ground.settings());
        all.put("SLACK_BOT_TOKEN", company.slack().botToken().reveal());
        all.put("SLACK_SIGNING_SECRET", company.slack().signingSecret().reveal());
        all.put("KEYDESK_SLACK_API_URL", SLACK + "api/");
        all.put("AZURE_TENANT_ID", company.tenantId());
        all.put("AZURE_CLIENT_ID", company.deskClientId());
        all.put("KEYDESK_GRAPH_URL", GRAPH);
        all.put("KEYDESK_GRAPH_TOKEN", GRAPH_TOKEN);
        all.put("KEYDESK_CONFIG", rules.toString());
        all.put("KEYDESK_PUBLIC_URL", DESK);
        all.put("PORT", "0");
        return Map.copyOf(all);
    }

    // What the others ask of it.

    ChoiceSource choiceSource() {
        return choiceSource;
    }

    SimulationStage simulationStage() {
        return simulationStage;
    }

    Weather weather() {
        return weather;
    }

    Company company() {
        return company;
    }

    Laws laws() {
        return laws;
    }

    JobActor jobActor() {
        return jobActor;
    }

    List<SimulatedPerson> people() {
        return people;
    }

    Instant now() {
        return clock.instant();
    }

    /** Something worth counting. */
    void count(String event) {
        events.add(event);
        note(event);
    }

    void note(String what) {
        story.add(Duration.between(START, now()) + " " + what);
    }

    boolean isNew(String keyId) {
        return !oldKeys.contains(keyId);
    }

    /** What was there before the desk is there still. */
    boolean oldKeysStand() {
        return keysNow().containsAll(oldKeys);
    }

    /** Whether no node's clock was ever off. */
    boolean clocksAgree() {
        return clocksAgree;
    }

    boolean isApprover(String id) {
        return id.equals(company.bob().value()) || id.equals(company.carol().value());
    }

    private Set<String> keysNow() {
        return company.entra().tenant().applications().stream()
                .flatMap(app -> app.secrets().stream())
                .map(Secret::keyId)
                .collect(Collectors.toSet());
    }

    /** A bot that can be asked, if one is up. */
    Optional<KeydeskInstance> anyBot() {
        return nodes.stream().filter(Node::isOpen).findFirst().map(Node::bot);
    }

    boolean isEntra(SimulatedRequest simulatedRequest) {
        return simulatedRequest.address().getPort() == 2;
    }

    String nameOf(SimulatedRequest simulatedRequest) {
        var path = simulatedRequest.address().getPath();
        return path.startsWith("/actions/") || path.startsWith("/commands/")
                ? "response_url"
                : path.substring(path.lastIndexOf('/') + 1).replaceAll("[0-9a-f-]{36}", "app");
    }

    /** What the pretend services say to a call that has arrived. */
    SimulatedResponse answer(SimulatedRequest simulatedRequest) {
        return isEntra(simulatedRequest)
                ? company.entra().answer(simulatedRequest)
                : toSlack(simulatedRequest);
    }

    /** The same from a copy that lags behind. */
    SimulatedResponse answerBehind(SimulatedRequest simulatedRequest, Duration behind) {
        var entra = company.entra();
        var usual = entra.timing();
        entra.setTiming(usual.withReadLag(behind));
        try {
            return entra.answer(simulatedRequest);
        } finally {
            entra.setTiming(usual);
        }
    }

    private SimulatedResponse toSlack(SimulatedRequest simulatedRequest) {
        var simulatedResponse = company.slack().answer(simulatedRequest);
        laws.arrived(simulatedRequest);
        return simulatedResponse;
    }

    SimulatedActor later(String name, Instant when, Runnable part) {
        var actor = simulationStage.enter(name, part);
        actor.notBefore = when;
        return actor;
    }

    // What comes to the bot.

    private Optional<SimulatedResponse> carry(Delivery delivery) {
        return bring(
                node -> node.bot().web().servlet("/slack/events"),
                "",
                delivery.headers(),
                delivery.bytes(),
                false);
    }

    /** A press on the page of a link. */
    void toThePage(String path, Map<String, String> headers, byte[] body, boolean mayShow) {
        boolean mustAnswer = weather.isCalm() && anyBot().isPresent();
        var told =
                bring(node -> node.bot().web().servlet("/pick-up/*"), path, headers, body, mayShow);
        if (mustAnswer && told.filter(it -> it.status() < 500).isEmpty()) {
            laws.unanswered("the page of a link");
        }
        note(
                "the page says "
                        + told.map(SimulatedResponse::body)
                                .map(text -> text.replaceAll(".*\"outcome\":\"([a-z-]+)\".*", "$1"))
                                .orElse("nothing"));
    }

    private Optional<SimulatedResponse> bring(
            Function<Node, HttpServlet> page,
            String path,
            Map<String, String> headers,
            byte[] body,
            boolean mayShow) {
        var start = now();
        var mishap = weather.toTheBot();
        simulationStage.pause("a delivery");
        switch (mishap) {
            case Mishap.LostBefore _ -> {
                return Optional.empty();
            }
            case Mishap.Slow(var delay) ->
                    simulationStage.pauseUntil("a slow delivery", start.plus(delay));
            case Mishap.None _,
                    Mishap.Twice _,
                    Mishap.LostAfter _,
                    Mishap.Refused _,
                    Mishap.Stale _,
                    Mishap.RefusedAfter _ -> {}
        }
        var told = hand(page, path, headers, body, mayShow);
        if (mishap instanceof Mishap.Twice) {
            later("a second delivery", now(), () -> hand(page, path, headers, body, mayShow));
        }
        boolean inTime = Duration.between(start, now()).compareTo(ACKNOWLEDGE) < 0;
        return told.filter(_ -> inTime && !(mishap instanceof Mishap.LostAfter));
    }

    private Optional<SimulatedResponse> hand(
            Function<Node, HttpServlet> page,
            String path,
            Map<String, String> headers,
            byte[] body,
            boolean mayShow) {
        var open = nodes.stream().filter(Node::isOpen).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var node = choiceSource.pick(open);
        var me = simulationStage.current();
        me.inside = node;
        try {
            var simulatedResponse = InsideCall.post(page.apply(node), path, headers, body);
            if (!node.isOpen()) {
                return Optional.empty();
            }
            laws.answered(simulatedResponse.body(), mayShow);
            return Optional.of(simulatedResponse);
        } catch (Crashed _) {
            return Optional.empty();
        } catch (IOException broken) {
            note("the page broke");
            return Optional.empty();
        } finally {
            me.inside = null;
        }
    }

    // The run.

    /** Plays it to its end, or to the first broken promise. */
    ScheduleOutcome run() {
        while (nodes.size() < ground.nodes()) {
            nodes.add(bear());
        }
        try {
            storm();
            calm();
            if (laws.broken().isEmpty()) {
                laws.checkTheEnd();
            }
        } catch (RuntimeException unexpected) {
            return new ScheduleOutcome(
                    seed, steps, List.of("unexpected: " + trace(unexpected)), events, story);
        }
        anyBot().ifPresent(bot ->
                bot.platform()
                        .audit()
                        .since(Instant.EPOCH)
                        .forEach(event -> events.add(event.kind())));
        return new ScheduleOutcome(seed, steps, laws.broken(), events, story);
    }

    private static String trace(Throwable trouble) {
        var text = new java.io.StringWriter();
        trouble.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private void storm() {
        while (laws.broken().isEmpty() && deeds > 0) {
            mustEnd();
            if (choiceSource.chance(weather.crashes)) {
                crash(choiceSource.pick(nodes));
            }
            var ready = simulationStage.ready();
            var working = nodes.stream().filter(it -> it.workers < 2 && it.hasWork()).toList();
            boolean quiet = ready.isEmpty() && working.isEmpty();
            int die = choiceSource.below(100);
            if (die < (quiet ? haste * 5 : haste)) {
                doSomething();
            } else if (die < 18 || quiet) {
                timePasses(quiet);
            } else if (working.isEmpty() || (!ready.isEmpty() && die < 80)) {
                act(choiceSource.pick(ready));
            } else {
                work(choiceSource.pick(working));
            }
            laws.check();
        }
    }

    private void doSomething() {
        var idle = people.stream().filter(person -> !person.busy).toList();
        if (idle.isEmpty() || anyBot().isEmpty()) {
            return;
        }
        var person = whoActs(idle);
        // A day does not end on a secret that somebody is about to pick up, or seldom.
        if (!person.canPickUp() || choiceSource.chance(0.3)) {
            deeds--;
        }
        person.busy = true;
        simulationStage.enter(
                person.toString(),
                () -> {
                    try {
                        person.act();
                    } finally {
                        person.busy = false;
                    }
                });
    }

    /** Mostly somebody who can get on; of everybody at random few would ever hold a secret. */
    private SimulatedPerson whoActs(List<SimulatedPerson> idle) {
        var near =
                choiceSource.chance(0.7)
                        ? idle.stream().filter(SimulatedPerson::canPickUp).toList()
                        : idle;
        if (!near.isEmpty() && near.size() < idle.size()) {
            return choiceSource.pick(near);
        }
        var asked =
                choiceSource.chance(0.8)
                        ? idle.stream().filter(SimulatedPerson::isWaitedFor).toList()
                        : idle;
        return choiceSource.pick(asked.isEmpty() ? idle : asked);
    }

    /** A little while somebody is at it, and now and then a process that stands still for long. */
    private void timePasses(boolean nothingElse) {
        var soon =
                now().plus(choiceSource.chance(0.01) ? Duration.ofDays(1) : Duration.ofMinutes(3));
        var next = nextMoment();
        if (nothingElse && choiceSource.chance(0.4) && next.isBefore(soon)) {
            jumpTo(next);
        } else if (choiceSource.chance(0.03)) {
            clock.pass(choiceSource.between(Duration.ofSeconds(30), Duration.ofMinutes(4)));
            count("time jumps");
        } else if (choiceSource.chance(0.02)) {
            choiceSource.pick(nodes).skew =
                    choiceSource.between(Duration.ZERO, Duration.ofSeconds(40)).minusSeconds(20);
            clocksAgree = false;
            count("a clock is set");
        } else {
            clock.pass(choiceSource.between(Duration.ofMillis(1), Duration.ofSeconds(3)));
        }
        listenToHearts();
        nodes.forEach(this::refresh);
    }

    private List<String> names() {
        return nodes.stream().filter(Node::lives).map(node -> node.name).toList();
    }

    /** Hearts beat, and those whose heart stands still are missed. */
    private void listenToHearts() {
        if (now().isBefore(listened.plus(BETWEEN_BEATS))) {
            return;
        }
        listened = now();
        jobActor.beat(names(), now());
        if (born > nodes.size()) {
            nodes.stream()
                    .filter(Node::isOpen)
                    .findFirst()
                    .ifPresent(it -> {
                        it.engine().takeOver();
                        nodes.forEach(Node::forgetDue);
                    });
        }
    }

    private Instant nextMoment() {
        var next = simulationStage.nextWaking();
        for (var node : nodes) {
            var due = node.hasWork() ? Instant.MAX : node.nextDue();
            next = due.isBefore(next) ? due : next;
        }
        return next;
    }

    private void jumpTo(Instant when) {
        if (when.isAfter(now()) && when.isBefore(Instant.MAX)) {
            clock.pass(Duration.between(now(), when));
        }
    }

    private void calm() {
        weather.calm();
        note("calm");
        var calm = now();
        var end = calm.plus(AFTERWARDS);
        while (laws.broken().isEmpty() && now().isBefore(end)) {
            mustEnd();
            var ready = simulationStage.ready();
            var working = nodes.stream().filter(it -> it.workers < 3 && it.hasWork()).toList();
            if (!ready.isEmpty()) {
                act(choiceSource.pick(ready));
            } else if (!working.isEmpty()) {
                work(working.getFirst());
            } else {
                var next = nextMoment();
                // Jobs that a dead node holds show up only once somebody looks for its heart.
                var soon = now().isBefore(calm.plus(SETTLING)) ? now().plusSeconds(60) : end;
                jumpTo(next.isBefore(soon) ? next : soon);
                listenToHearts();
                if (now().isBefore(calm.plus(SETTLING))) {
                    nodes.forEach(this::refresh);
                }
            }
            laws.check();
        }
    }

    private void mustEnd() {
        if (++steps > MOST_STEPS) {
            throw new IllegalStateException(
                    "this never expires: "
                            + simulationStage.all()
                            + jobActor.rows()
                            + now().toEpochMilli()
                            + nodes.getFirst().skew);
        }
    }

    private void act(SimulatedActor actor) {
        note("> " + actor);
        simulationStage.act(actor);
    }

    /** A transaction is over, or a job: what is due may be another. */
    void stored() {
        laws.changed();
        nodes.forEach(Node::forgetDue);
    }

    private void work(Node node) {
        node.workers++;
        var worker =
                simulationStage.enter(
                        "a worker of " + node.name,
                        () -> {
                            try {
                                node.engine().runOnce();
                            } finally {
                                node.workers--;
                                stored();
                            }
                        });
        worker.inside = node;
        act(worker);
        // Whatever it has taken is not due any more.
        stored();
    }

    /** What a node's own threads do now and then. */
    private void refresh(Node node) {
        if (node.isOpen() && !node.isRefreshing && !now().isBefore(node.refreshed.plus(REFRESH))) {
            node.isRefreshing = true;
            node.refreshed = now();
            var actor =
                    simulationStage.enter(
                            "the clockwork of " + node.name,
                            () -> {
                                try {
                                    node.bot().refresh();
                                } finally {
                                    node.isRefreshing = false;
                                }
                            });
            actor.inside = node;
        }
    }

    private Node bear() {
        var node = new Node(this, "node-" + ++born, environment);
        var boot =
                simulationStage.enter(
                        node.name + " boots",
                        () -> {
                            try {
                                node.boot();
                            } catch (RuntimeException couldNot) {
                                note(node.name + " does not come up: " + couldNot.getMessage());
                                node.die();
                                nodes.replaceAll(it -> it == node ? bear() : it);
                            }
                        });
        boot.inside = node;
        return node;
    }

    private void crash(Node node) {
        count("a process dies");
        node.die();
        for (var actor : simulationStage.all()) {
            if (actor.inside == node) {
                simulationStage.act(actor);
            }
        }
        nodes.replaceAll(it -> it == node ? bear() : it);
    }

    /** Everything that is kept anywhere, by its place. */
    Map<String, String> whatStays() {
        var places = new LinkedHashMap<String, String>();
        places.put(
                "a message that stays", String.join("\n", company.slack().everythingThatStays()));
        try (var files = Files.list(ground.folder())) {
            for (var file : files.toList()) {
                places.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        places.put("a table", Tables.asText(database));
        places.put("the log", log.heard());
        return places;
    }

    @Override
    public void close() throws SQLException {
        for (var node : nodes) {
            node.die();
        }
        for (var actor : simulationStage.all()) {
            actor.notBefore = Instant.MIN;
        }
        for (int round = 0; round < 50 && !simulationStage.all().isEmpty(); round++) {
            for (var actor : simulationStage.all()) {
                simulationStage.act(actor);
            }
        }
        database.close();
        company.close();
        ground.close();
    }
}
