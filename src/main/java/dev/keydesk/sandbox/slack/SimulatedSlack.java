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
 * A simulated Slack on the wire, as strict as the real one: the Web API for the bot on one side,
 * people who type, click and fill in forms on the other.
 *
 * <p>A person's action becomes a payload built from what the bot really posted. It is signed and
 * sent to the bot's address, and the acknowledgement is checked as Slack would. People may act from
 * any thread. Time is the given clock's, except for the three seconds that the bot has to answer,
 * which are real.
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

    /** Has random tokens. */
    public SimulatedSlack(Workspace workspace, InstantSource clock) {
        this(workspace, clock, new SecureRandom());
    }

    /** With a seeded generator the same actions get the same tokens again. */
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

    /** Listens on this port of this machine, or on any free one for 0. */
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
     * Opens no port: deliveries go through the given connection, and the bot's calls come through
     * {@link #answer}. Links are not previewed.
     *
     * @param address the address of Slack in the bot's settings
     */
    public void startWithoutNetwork(URI address, BotConnection botConnection) {
        slackState.address.set(address);
        deliveries.setConnection(botConnection);
    }

    /** Answers a call of the bot, to a method or to a response URL. */
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

    /** Returns an image that a screen shows, as it was when Slack fetched it. */
    public Optional<byte[]> picture(String address) {
        return slackState.pictures.fetched(address);
    }

    /** Returns the prefix of all methods, as a Slack client wants it. */
    public URI apiUrl() {
        return slackState.address.get().resolve("/api/");
    }

    /** Returns the workspace. */
    public Workspace workspace() {
        return slackState.workspace;
    }

    public SecretText botToken() {
        return botToken;
    }

    public SecretText signingSecret() {
        return signingSecret;
    }

    /** Sets the bot's address for Slack's requests. */
    public void deliverTo(URI slackEvents) {
        deliveries.setAddress(slackEvents);
    }

    /** Sets how long the bot may take to acknowledge: three seconds, unless somebody debugs it. */
    public void patience(Duration longest) {
        deliveries.patience(longest);
    }

    /** Returns the current installation. */
    public Installation installation() {
        return slackState.installation.get();
    }

    /** Gives the app these scopes, commands and tabs from now on. */
    public void install(Installation installation) {
        slackState.installation.set(installation);
    }

    /** Returns the planned faults, by method name, and {@code response_url}. */
    public Faults faults() {
        return slackState.faults;
    }

    /** Returns the rate limits. */
    public RateLimits limits() {
        return slackState.limits;
    }

    /** Returns every call of the bot, in order. */
    public List<ApiCall> calls() {
        return slackState.journal.calls();
    }

    /** Returns everything of the bot that Slack refused. */
    public List<Problem> refusals() {
        return slackState.journal.refusals();
    }

    /** Returns every visit of the link previewer. */
    public List<Crawl> crawls() {
        return slackState.journal.crawls();
    }

    /** Types a command. */
    public ActionReply command(UserId by, ChannelId in, String command, String text) {
        return commands.command(by, in, command, text);
    }

    /** Uses a global shortcut. */
    public ActionReply shortcut(UserId by, String callbackId) {
        return commands.shortcut(by, callbackId);
    }

    /** Writes a message; its links are previewed. */
    public MessageKey say(UserId by, ChannelId in, String text) {
        return persons.say(by, in, Optional.empty(), text);
    }

    /** The same in the thread of this message. */
    public MessageKey reply(UserId by, MessageKey to, String text) {
        return persons.say(by, to.channel(), Optional.of(to.ts()), text);
    }

    /** Clicks the button with this action id. */
    public ActionReply click(UserId by, MessageKey on, String actionId) {
        return personClicks.inMessage(by, on, actionId, Optional.empty());
    }

    /** Clicks the one with this value, or this entry of an overflow menu. */
    public ActionReply click(UserId by, MessageKey on, String actionId, String value) {
        return personClicks.inMessage(by, on, actionId, Optional.of(value));
    }

    /** Clicks on an outdated screen: a button that an edit has removed meanwhile. */
    public ActionReply clickOnOldScreen(UserId by, MessageKey on, String actionId) {
        return personClicks.onOldScreen(by, on, actionId, Optional.empty());
    }

    /** Clicks a button in a view. */
    public ActionReply clickInView(UserId by, String viewId, String actionId) {
        return forms.click(by, viewId, actionId, Optional.empty());
    }

    /** Clicks the button with this value in a view. */
    public ActionReply clickInView(UserId by, String viewId, String actionId, String value) {
        return forms.click(by, viewId, actionId, Optional.of(value));
    }

    /** Chooses an option; the bot is told only if Slack would tell it. */
    public ActionReply choose(UserId by, String viewId, String actionId, String optionValue) {
        return forms.choose(by, viewId, actionId, optionValue);
    }

    /** Types into a menu that asks the bot for its options, and returns them. */
    public List<Choice> suggest(UserId by, String viewId, String actionId, String typed) {
        return forms.suggest(by, viewId, actionId, typed);
    }

    /** Types into a text field. */
    public ActionReply fill(UserId by, String viewId, String actionId, String text) {
        return forms.fill(by, viewId, actionId, text);
    }

    /** Submits a modal. */
    public ActionReply submit(UserId by, String viewId) {
        return forms.submit(by, viewId);
    }

    /** Closes a modal. */
    public ActionReply closeView(UserId by, String viewId) {
        return forms.close(by, viewId);
    }

    /** Opens the Home tab. */
    public ActionReply openHome(UserId by) {
        return events.openHome(by);
    }

    /** Sends any event, in Slack's envelope. */
    public ActionReply event(JsonNode event) {
        return events.send(event);
    }

    /** Sends unacknowledged events again that are due: at once, after one minute, after five. */
    public List<ActionReply> resendDueEvents() {
        return events.resendDue();
    }

    /** Sends these bytes as they are, signed or not. */
    public ActionReply raw(byte[] body, Map<String, String> headers) {
        return events.raw(body, headers);
    }

    /** Returns the two signature headers for this body at the given moment. */
    public Map<String, String> sign(byte[] body, Instant at) {
        return deliveries.signatures(body, at);
    }

    /** Returns the last delivery, so that it can be sent again or altered. */
    public Optional<Delivery> lastDelivery() {
        return deliveries.last();
    }

    /** Returns what the person sees in a channel, in order. */
    public List<SeenMessage> sees(UserId who, ChannelId in) {
        return persons.sees(who, in);
    }

    /** Returns the person's open modals, the topmost last. */
    public List<SeenView> views(UserId who) {
        return persons.views(who);
    }

    /** Returns the person's Home tab, once the bot has published one. */
    public Optional<JsonNode> home(UserId who) {
        return slackState.views.home(who).map(view -> Shapes.view(view, slackState.workspace));
    }

    /** Returns the direct messages of this person with the bot. */
    public ChannelId dm(UserId who) {
        return slackState.workspace.dm(who);
    }

    /** Reloads the person's Slack, which removes their ephemeral messages. */
    public void reload(UserId who) {
        slackState.messages.forgetEphemeral(who);
    }

    /**
     * Returns every text that Slack keeps, including earlier versions: what an export or a search
     * would find.
     */
    public List<String> everythingThatStays() {
        List<String> all = new ArrayList<>(slackState.messages.everythingThatStays());
        all.addAll(slackState.views.everythingThatStays());
        return List.copyOf(all);
    }

    /**
     * Returns every message that anybody ever saw, in each of its versions, including the ephemeral
     * ones, of which the real Slack keeps nothing.
     */
    public List<SeenMessage> everSeen() {
        return persons.everSeen();
    }

    /** Returns what is kept between two starts. */
    public WorkspaceSnapshot workspaceSnapshot() {
        return new WorkspaceSnapshot(slackState);
    }

    /**
     * Adds a listener that is called after each change on the thread that made it; it must be quick
     * and must not call back.
     */
    public void onChange(Runnable listener) {
        slackState.changes.listen(listener);
    }
}
