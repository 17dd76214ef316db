package dev.keydesk.sandbox;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SeenView;
import dev.keydesk.sandbox.slack.SharedFile;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person with a Slack client: types, reads and clicks, and sees only what Slack would show them.
 * After each action the jobs that it causes are run.
 */
public final class TestUser {
    private final World world;
    private final UserId id;
    private final SimulatedSlack slack;
    private final MarkupReader screen;

    TestUser(World world, UserId id) {
        this.world = world;
        this.id = id;
        this.slack = world.company().slack();
        this.screen = new MarkupReader(slack.workspace());
    }

    public UserId id() {
        return id;
    }

    /** Returns the person's name. */
    public String name() {
        return slack.workspace().member(id).orElseThrow().name();
    }

    /** Opens Keydesk's Home tab. */
    public HomeTab opensHome() {
        expectFine(slack.openHome(id));
        world.settle();
        return home();
    }

    /** Returns the current Home tab. */
    public HomeTab home() {
        return new HomeTab(world, this);
    }

    /** Returns the files in the direct messages with Keydesk, oldest first. */
    public List<SharedFile> files() {
        return slack.sees(id, slack.dm(id)).stream().flatMap(it -> it.files().stream()).toList();
    }

    /** Returns the ephemeral messages to this person, oldest first. */
    public List<ShownMessage> toldPrivately() {
        return privately().stream().map(message -> new ShownMessage(world, this, message)).toList();
    }

    /** Types a command that must open a form. */
    public OpenForm runs(String commandLine) {
        expectFine(type(commandLine));
        return openForm();
    }

    /** Types a command and returns the private answer. */
    public String isTold(String commandLine) {
        int before = privately().size();
        expectFine(type(commandLine));
        world.settle();
        var after = privately();
        if (after.size() == before) {
            throw new NotAsExpected(name() + " got no private answer to " + commandLine);
        }
        return screen.read(after.getLast());
    }

    /** Types a command and returns the reply, whatever it is. */
    public ActionReply type(String commandLine) {
        int space = commandLine.indexOf(' ');
        var command = space < 0 ? commandLine : commandLine.substring(0, space);
        var text = space < 0 ? "" : commandLine.substring(space + 1);
        var reply = slack.command(id, world.company().general(), command, text);
        world.settle();
        return reply;
    }

    /** Uses the global shortcut. */
    public OpenForm usesShortcut(String callbackId) {
        expectFine(slack.shortcut(id, callbackId));
        world.settle();
        return openForm();
    }

    /** Returns the topmost form. */
    public OpenForm openForm() {
        return new OpenForm(world, this, topView());
    }

    SeenView topView() {
        var open = slack.views(id);
        if (open.isEmpty()) {
            throw new NotAsExpected(name() + " has no form open");
        }
        return open.getLast();
    }

    /** Returns whether a form is open. */
    public boolean hasFormOpen() {
        return !slack.views(id).isEmpty();
    }

    /** Opens a link in a browser, as a click on it does. */
    public PickUpTab opens(URI link) {
        return PickUpTab.open(world, link);
    }

    /**
     * Returns the newest visible message with these words, in any conversation; fails if there is
     * none.
     */
    public ShownMessage sees(String words) {
        return find(words)
                .orElseThrow(() ->
                        new NotAsExpected(
                                "%s does not see “%s”, but only:\n%s"
                                        .formatted(name(), words, everything())));
    }

    /** Fails if a visible message contains these words. */
    public void doesNotSee(String words) {
        find(words)
                .ifPresent(found -> {
                    throw new NotAsExpected(
                            "%s sees “%s”: %s".formatted(name(), words, found.says()));
                });
    }

    /** Returns the newest visible message with these words, if there is one. */
    public Optional<ShownMessage> find(String words) {
        return messages()
                .filter(message -> says(message, words))
                .reduce((_, newer) -> newer)
                .map(message -> new ShownMessage(world, this, message));
    }

    /** Returns the newest ephemeral message with these words; fails if there is none. */
    public ShownMessage seesPrivately(String words) {
        return privately().stream()
                .filter(message -> says(message, words))
                .reduce((_, newer) -> newer)
                .map(message -> new ShownMessage(world, this, message))
                .orElseThrow(() ->
                        new NotAsExpected(
                                "%s is not told “%s” privately, but:\n%s"
                                        .formatted(name(), words, everything())));
    }

    private boolean says(SeenMessage message, String words) {
        return screen.read(message).contains(words) || screen.spoken(message).contains(words);
    }

    private List<SeenMessage> privately() {
        return messages().filter(SeenMessage::ephemeral).toList();
    }

    private Stream<SeenMessage> messages() {
        return channels().flatMap(channel -> slack.sees(id, channel).stream());
    }

    private Stream<ChannelId> channels() {
        return Stream.concat(
                        slack.workspace().channels().stream().map(Channel::id),
                        Stream.of(slack.dm(id)))
                .distinct();
    }

    /** Returns everything that the person sees, for the text of a failure. */
    String everything() {
        return messages()
                .map(message ->
                        "  %s%s %s"
                                .formatted(
                                        message.ephemeral() ? "(private) " : "",
                                        message.buttons().stream()
                                                .map(button -> "[" + button.text() + "]")
                                                .collect(Collectors.joining()),
                                        screen.read(message).replace("\n", " / ")))
                .collect(Collectors.joining("\n"));
    }

    MarkupReader screen() {
        return screen;
    }

    SimulatedSlack slack() {
        return slack;
    }

    static ActionReply expectFine(ActionReply reply) {
        reply.problem()
                .ifPresent(problem -> {
                    throw new NotAsExpected("Slack had trouble with the bot: " + problem);
                });
        return reply;
    }
}
