package dev.keydesk.livemessages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.Hours;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies behind the counter, without the counter: a database, jobs on the caller's thread, and
 * the real client to a pretend Slack. What people do in Slack is acknowledged and remembered.
 */
public final class Backroom implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final SandboxClock clock = SandboxClock.standingAt(START);
    private final Workspace workspace = new Workspace();
    private final UserId alice = workspace.person("alice").id();
    private final UserId bob = workspace.person("bob").id();
    private final ChannelId channel = workspace.channel("approvals", true);
    private final SimulatedSlack slack = new SimulatedSlack(workspace, clock);
    private final LoopbackServer door;
    private volatile Map<String, String> lastForm = Map.of();
    private final Chat chat;
    private final Db db;
    private final Jobs jobs;
    private SteppedScheduler engine;
    private final Hours hours;

    public Backroom(Path folder) {
        this(EachStore.SQLITE.freshIn(folder));
    }

    public Backroom(Settings.Database database) {
        workspace.join(channel, alice, bob);
        workspace.inviteBot(channel);
        slack.start(0);
        door = LoopbackServer.http(0, this::acknowledge);
        slack.deliverTo(door.address().resolve("/"));
        chat =
                new Chat(
                        new Settings.Slack(slack.botToken(), slack.signingSecret(), slack.apiUrl()),
                        ChatTimeouts.standard());
        // Answers go only to addresses of our own workspace, which Slack names.
        chat.slackIdentity();
        db = Store.open(database);
        jobs = newJobs();
        engine = new SteppedScheduler(db, clock, List.of());
        hours = new Hours(clock, () -> engine);
    }

    /** Jobs as the desk has them; another set stands for another node on the same database. */
    Jobs newJobs() {
        return new Jobs(
                clock,
                new Backoff(failure ->
                        failure instanceof ChatFailure.Busy busy
                                ? busy.retryAfter()
                                : Optional.empty()));
    }

    /** Called once all kinds of jobs are known. */
    public void ready() {
        engine = drive(jobs);
    }

    SteppedScheduler drive(Jobs those) {
        those.runOn(tasks -> new SteppedScheduler(db, clock, tasks));
        return (SteppedScheduler) those.jobScheduler();
    }

    private void acknowledge(HttpCall call) throws IOException {
        var form = new HashMap<String, String>();
        Arrays.stream(call.text().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
        lastForm = form;
        call.answer(200, Map.of(), "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What Slack told the bot last about a click or a form. */
    public JsonNode lastPayload() {
        try {
            return JSON.readTree(lastForm.getOrDefault("payload", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** alice types a command; with its trigger a modal can be opened for her. */
    public String triggerOfAlice() {
        slack.command(alice, channel, "/new-client-secret", "");
        return lastForm.getOrDefault("trigger_id", "");
    }

    public void runDue() {
        engine.runDue();
    }

    public void timePasses(Duration howLong) {
        hours.pass(howLong);
    }

    /** Slack refuses the next call of that method with this word of its own. */
    public void refusesNext(String method, String error) {
        slack.faults()
                .next(
                        method,
                        new Fault.Refuse(
                                200,
                                Map.of("Content-Type", "application/json"),
                                "{\"ok\":false,\"error\":\"%s\"}".formatted(error)));
    }

    /** What bob reads in the channel, in order. */
    public List<String> channelSays() {
        return slack.sees(bob, channel).stream().map(SeenMessage::text).toList();
    }

    /** What the desk wrote to somebody in their own conversation with it, in order. */
    public List<String> directlyTo(UserId person) {
        return slack.sees(person, slack.dm(person)).stream().map(SeenMessage::text).toList();
    }

    /** How many jobs wait. */
    int due() {
        return count("select count(*) from scheduled_tasks where not picked");
    }

    /** How many leases somebody has or had. */
    int leases() {
        return count("select count(*) from lease");
    }

    void forgetLeases() {
        db.writing(tx -> tx.sql().execute("delete from lease"));
    }

    private int count(String query) {
        return db.read(sql -> sql.createQuery(query).mapTo(Integer.class).one());
    }

    /** How often that method was called, whatever came of it. */
    public long calls(String method) {
        return slack.calls().stream().filter(call -> call.method().equals(method)).count();
    }

    public SandboxClock clock() {
        return clock;
    }

    public UserId alice() {
        return alice;
    }

    public UserId bob() {
        return bob;
    }

    public ChannelId channel() {
        return channel;
    }

    public SimulatedSlack slack() {
        return slack;
    }

    public Chat chat() {
        return chat;
    }

    public Db db() {
        return db;
    }

    public Jobs jobs() {
        return jobs;
    }

    @Override
    public void close() {
        engine.close();
        chat.close();
        db.close();
        door.close();
        slack.close();
    }
}
