package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.Faults;
import dev.keydesk.sandbox.SimulatedRequest;
import dev.keydesk.sandbox.SimulatedResponse;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A pretend Slack on the wire, as strict as the real one: the Web API for the bot on one side,
 * people who type, click and fill in forms on the other.
 *
 * <p>What people do is built from what the bot really posted, signed and sent to the bot's own
 * address, and its acknowledgement is judged as Slack would. People act from any thread; time is
 * the given clock's, except for the three seconds the bot has to answer, which are real.
 */
public final class SimulatedSlack implements AutoCloseable {
    private static final String API = "/api/";

    private final SlackState slackState;
    private final SecretText botToken;
    private final SecretText signingSecret;
    private final Deliveries deliveries;
    private final WebApi webApi;
    private final SlackServer server;
    private final Persons persons;
    private final Commands commands;
    private final PersonClicks personClicks;
    private final Forms forms;
    private final Events events;

    public SimulatedSlack(Workspace workspace, InstantSource clock) {
        this(workspace, clock, new SecureRandom());
    }

    /** With a seeded generator the same story gets the same tokens again. */
    public SimulatedSlack(Workspace workspace, InstantSource clock, RandomGenerator random) {
        this.slackState = new SlackState(workspace, clock, random);
        this.botToken = SecretText.of("xoxb-pretend-" + slackState.ids.hex(12));
        this.signingSecret = SecretText.of(slackState.ids.hex(16));
        this.deliveries = new Deliveries(signingSecret, clock);
        this.webApi = new WebApi(slackState, botToken);
        this.server = new SlackServer(slackState, webApi);
        this.persons = new Persons(slackState);
        var payloads = new Payloads(slackState);
        this.commands = new Commands(slackState, persons, payloads, deliveries);
        this.personClicks = new PersonClicks(slackState, persons, payloads, deliveries);
        this.forms = new Forms(slackState, persons, payloads, deliveries, personClicks);
        this.events = new Events(slackState, persons, payloads, deliveries);
    }

    /** Listens on this port of this machine, any free one for 0. */
    public void start(int port) {
        deliveries.start();
        slackState.crawler.start();
        slackState.pictures.start();
        server.start(port);
    }

    @Override
    public void close() {
        server.close();
        slackState.crawler.close();
        slackState.pictures.close();
        deliveries.close();
    }

    /**
     * Listens nowhere: what people do is brought to the bot by the courier, and its calls come
     * through {@link #answer}. Links are not previewed.
     *
     * @param address where the bot believes Slack to be
     */
    public void startWithoutNetwork(URI address, BotConnection botConnection) {
        slackState.address.set(address);
        deliveries.by(botConnection);
    }

    /** Answers a call of the bot's, of a method or to a response URL. */
    public SimulatedResponse answer(SimulatedRequest simulatedRequest) {
        var incoming = Incoming.of(simulatedRequest);
        var path = incoming.path();
        var answer = answer(path, incoming);
        return new SimulatedResponse(answer.status(), answer.headers(), answer.body());
    }

    private SlackHttpAnswer answer(String path, Incoming incoming) {
        if (path.startsWith(API)) {
            return webApi.answer(path.substring(API.length()), incoming, Optional.empty());
        }
        return path.startsWith("/upload/")
                ? slackState.uploads.bring(path, incoming.body())
                : slackState.responseUrls.post(path, incoming.body());
    }

    /** A picture some screen shows, as it was when Slack fetched it. */
    public Optional<byte[]> picture(String address) {
        return slackState.pictures.at(address);
    }

    /** The prefix of all methods, as a Slack client wants it. */
    public URI apiUrl() {
        return slackState.address.get().resolve("/api/");
    }

    public Workspace workspace() {
        return slackState.workspace;
    }

    public SecretText botToken() {
        return botToken;
    }

    public SecretText signingSecret() {
        return signingSecret;
    }

    /** Where the bot takes what Slack sends. */
    public void deliverTo(URI slackEvents) {
        deliveries.to(slackEvents);
    }

    /** How long a bot may take to acknowledge: three seconds, unless somebody is debugging. */
    public void patience(Duration longest) {
        deliveries.patience(longest);
    }

    public Installation installation() {
        return slackState.installation.get();
    }

    /** From now on the app has these scopes, commands and tabs. */
    public void install(Installation installation) {
        slackState.installation.set(installation);
    }

    /** Planned misbehaviour, by method name, and {@code response_url}. */
    public Faults faults() {
        return slackState.faults;
    }

    public RateLimits limits() {
        return slackState.limits;
    }

    /** Every call of the bot, in order. */
    public List<ApiCall> calls() {
        return slackState.journal.calls();
    }

    /** Everything of the bot that Slack did not accept. */
    public List<Problem> refusals() {
        return slackState.journal.refusals();
    }

    /** Every visit of the link previewer. */
    public List<Crawl> crawls() {
        return slackState.journal.crawls();
    }

    public ActionReply command(UserId by, ChannelId in, String command, String text) {
        return commands.command(by, in, command, text);
    }

    public ActionReply shortcut(UserId by, String callbackId) {
        return commands.shortcut(by, callbackId);
    }

    /** Somebody writes a message; whatever it links to is previewed. */
    public MessageKey say(UserId by, ChannelId in, String text) {
        return persons.say(by, in, Optional.empty(), text);
    }

    /** The same in the thread that this message begins. */
    public MessageKey reply(UserId by, MessageKey to, String text) {
        return persons.say(by, to.channel(), Optional.of(to.ts()), text);
    }

    public ActionReply click(UserId by, MessageKey on, String actionId) {
        return personClicks.inMessage(by, on, actionId, Optional.empty());
    }

    /** The one with this value, or this line of an overflow menu. */
    public ActionReply click(UserId by, MessageKey on, String actionId, String value) {
        return personClicks.inMessage(by, on, actionId, Optional.of(value));
    }

    /** A click on a screen that is behind: a button that an edit has taken away meanwhile. */
    public ActionReply clickOnOldScreen(UserId by, MessageKey on, String actionId) {
        return personClicks.onOldScreen(by, on, actionId, Optional.empty());
    }

    public ActionReply clickInView(UserId by, String viewId, String actionId) {
        return forms.click(by, viewId, actionId, Optional.empty());
    }

    public ActionReply clickInView(UserId by, String viewId, String actionId, String value) {
        return forms.click(by, viewId, actionId, Optional.of(value));
    }

    /** Chooses in a menu; the bot hears of it only where Slack would tell it. */
    public ActionReply choose(UserId by, String viewId, String actionId, String optionValue) {
        return forms.choose(by, viewId, actionId, optionValue);
    }

    /** Types in a menu that asks the bot for its options. */
    public List<Choice> suggest(UserId by, String viewId, String actionId, String typed) {
        return forms.suggest(by, viewId, actionId, typed);
    }

    public ActionReply fill(UserId by, String viewId, String actionId, String text) {
        return forms.fill(by, viewId, actionId, text);
    }

    public ActionReply submit(UserId by, String viewId) {
        return forms.submit(by, viewId);
    }

    public ActionReply closeView(UserId by, String viewId) {
        return forms.close(by, viewId);
    }

    public ActionReply openHome(UserId by) {
        return events.openHome(by);
    }

    /** Any event, in the envelope Slack puts around it. */
    public ActionReply event(JsonNode event) {
        return events.send(event);
    }

    /** Sends again what was not acknowledged and is due: at once, after a minute, after five. */
    public List<ActionReply> resendDueEvents() {
        return events.resendDue();
    }

    /** Sends these bytes as they are, signed or not. */
    public ActionReply raw(byte[] body, Map<String, String> headers) {
        return events.raw(body, headers);
    }

    /** The two headers Slack would sign this body with, at the given moment. */
    public Map<String, String> sign(byte[] body, Instant at) {
        return deliveries.signatures(body, at);
    }

    /** The latest thing that was sent and signed, to be sent once more or bent. */
    public Optional<Delivery> lastDelivery() {
        return deliveries.last();
    }

    /** What somebody sees in a channel, in order. */
    public List<SeenMessage> sees(UserId who, ChannelId in) {
        return persons.sees(who, in);
    }

    /** The modals somebody has open, the one on top last. */
    public List<SeenView> views(UserId who) {
        return persons.views(who);
    }

    /** Somebody's Home tab, once the bot has published one. */
    public Optional<JsonNode> home(UserId who) {
        return slackState.views.home(who).map(view -> Shapes.view(view, slackState.workspace));
    }

    /** The conversation of this person with the bot. */
    public ChannelId dm(UserId who) {
        return slackState.workspace.dm(who);
    }

    /** Somebody reloads Slack: what was visible to them alone is gone. */
    public void reload(UserId who) {
        slackState.messages.forgetEphemeral(who);
    }

    /** Every text Slack keeps, earlier versions too: what an export or a search would find. */
    public List<String> everythingThatStays() {
        List<String> all = new ArrayList<>(slackState.messages.everythingThatStays());
        all.addAll(slackState.views.everythingThatStays());
        return List.copyOf(all);
    }

    /**
     * Every message anybody ever saw, in each of its versions: also the ephemeral ones, of which
     * the real Slack keeps nothing.
     */
    public List<SeenMessage> everSeen() {
        return persons.everSeen();
    }

    /** What is worth keeping between two starts. */
    public WorkspaceSnapshot workspaceSnapshot() {
        return new WorkspaceSnapshot(slackState);
    }

    /** Called after each change, by the thread that made it: it must be quick and not call back. */
    public void onChange(Runnable listener) {
        slackState.changes.listen(listener);
    }
}
