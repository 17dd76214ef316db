package dev.keydesk.simulation;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.NotOnScreen;
import dev.keydesk.sandbox.slack.SeenButton;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SeenView;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Somebody who uses Slack as people do: asks, presses whatever button is there, presses twice,
 * presses what is gone already, or walks away. They know nothing but what is on their screen.
 */
final class SimulatedPerson {
    private static final Pattern CODE = Pattern.compile("\\*(\\d{3}) (\\d{3})\\*");
    private static final Set<String> TO_A_SECRET =
            Set.of("Pick up the secret", "Get a one-time link", "Open the one-time link");

    private static final Set<String> LEADS_ON =
            Set.of(
                    "Approve",
                    "Pick up the secret",
                    "Get a one-time link",
                    "Open the one-time link",
                    "I did not get it",
                    "I have it");

    private static final int LOOKS_BACK = 6;
    private static final List<String> APPS = List.of("payroll", "brit", "exal", "");

    private final Schedule schedule;
    private final ChoiceSource choiceSource;
    private final SimulatedSlack slack;
    private final String name;
    private final UserId id;
    private final ChannelId where;
    private final boolean asks;
    boolean busy;

    SimulatedPerson(Schedule schedule, String name, UserId id, ChannelId where, boolean asks) {
        this.schedule = schedule;
        this.choiceSource = schedule.choiceSource();
        this.slack = schedule.company().slack();
        this.name = name;
        this.id = id;
        this.where = where;
        this.asks = asks;
    }

    UserId id() {
        return id;
    }

    /** Whether a secret is only a press away. */
    boolean canPickUp() {
        return !named(TO_A_SECRET, buttons()).isEmpty();
    }

    /** Whether a form or a button waits for them. */
    boolean isWaitedFor() {
        return !slack.views(id).isEmpty() || !named(LEADS_ON, buttons()).isEmpty();
    }

    /** One deed. */
    void act() {
        try {
            var forms = slack.views(id);
            if (!forms.isEmpty() && choiceSource.chance(0.9)) {
                fillIn(forms.getLast());
                return;
            }
            var buttons = buttons();
            boolean leadsOn = !named(LEADS_ON, buttons).isEmpty();
            if (asks && choiceSource.chance(leadsOn ? 0.08 : 0.4)) {
                ask();
            } else if (!buttons.isEmpty()) {
                liked(buttons).ifPresent(this::press);
            }
        } catch (NotOnScreen gone) {
            // What they were about to press went away under their finger.
            schedule.note(name + " finds it gone: " + gone.getMessage());
        }
    }

    /**
     * People mostly want to get on: of a few buttons they take the one that leads to a secret, or
     * at least somewhere.
     */
    private Optional<Pressable> liked(List<Pressable> buttons) {
        if (choiceSource.chance(0.2)) {
            return Optional.of(choiceSource.pick(buttons));
        }
        var near = named(TO_A_SECRET, buttons);
        var leading = near.isEmpty() || choiceSource.chance(0.3) ? named(LEADS_ON, buttons) : near;
        return leading.isEmpty() ? Optional.empty() : Optional.of(choiceSource.pick(leading));
    }

    private static List<Pressable> named(Set<String> texts, List<Pressable> buttons) {
        return buttons.stream().filter(it -> texts.contains(it.button().text())).toList();
    }

    private record Pressable(SeenMessage message, SeenButton button) {}

    private List<Pressable> buttons() {
        var all = new ArrayList<Pressable>();
        for (var channel : channels()) {
            var messages = slack.sees(id, channel);
            messages.stream()
                    .skip(Math.max(0, messages.size() - LOOKS_BACK))
                    .forEach(message ->
                            message.buttons()
                                    .forEach(button -> all.add(new Pressable(message, button))));
        }
        return all;
    }

    private List<ChannelId> channels() {
        var all = new ArrayList<>(slack.workspace().channels().stream().map(Channel::id).toList());
        var dm = slack.dm(id);
        if (!all.contains(dm)) {
            all.add(dm);
        }
        return all;
    }

    /** All that is on the screen, to tell whether anything changed. */
    String screen() {
        var all = new StringBuilder();
        for (var channel : channels()) {
            for (var message : slack.sees(id, channel)) {
                all.append(message.ref()).append(message.text()).append(message.blocks());
            }
        }
        slack.views(id)
                .forEach(view -> all.append(view.id()).append(view.blocks()).append(view.errors()));
        return all.toString();
    }

    private void ask() {
        schedule.note(name + " asks");
        var typed = choiceSource.pick(APPS);
        presses(() -> slack.command(id, where, "/new-client-secret", typed));
    }

    private void press(Pressable pressed) {
        var button = pressed.button();
        schedule.note(name + " presses " + button.text());
        if (choiceSource.chance(0.15)) {
            schedule.later(
                    name + " presses " + button.text() + " twice",
                    schedule.now(),
                    () -> click(pressed));
        }
        if (button.text().equals("Approve") && choiceSource.chance(0.4)) {
            schedule.people().stream()
                    .filter(other -> other != this && schedule.isApprover(other.id.value()))
                    .forEach(other ->
                            schedule.later(
                                    other + " approves in the same instant",
                                    schedule.now(),
                                    () -> other.click(pressed)));
        }
        click(pressed);
        button.url().ifPresent(url -> open(url, pressed.message()));
    }

    /** What leads to a page is answered there. */
    private void click(Pressable pressed) {
        var button = pressed.button();
        if (button.url().isPresent()) {
            slack.click(id, pressed.message().ref(), button.actionId());
            return;
        }
        try {
            var value = button.value();
            presses(() ->
                    value.isPresent()
                            ? slack.click(
                                    id, pressed.message().ref(), button.actionId(), value.get())
                            : slack.click(id, pressed.message().ref(), button.actionId()));
        } catch (NotOnScreen _) {
            pressOld(pressed);
        }
    }

    /** Their screen is behind. */
    private void pressOld(Pressable pressed) {
        try {
            presses(() ->
                    slack.clickOnOldScreen(
                            id, pressed.message().ref(), pressed.button().actionId()));
        } catch (NotOnScreen _) {
            schedule.note(name + " finds it gone");
        }
    }

    private void open(String url, SeenMessage message) {
        var code = CODE.matcher(message.blocks().toString());
        var pageActor = new PageActor(schedule, name, url);
        if (choiceSource.chance(0.15)) {
            pageActor.guess();
        }
        if (choiceSource.chance(0.1)) {
            var other = choiceSource.pick(schedule.people());
            schedule.later(
                    other + " opens the link of " + name,
                    schedule.now(),
                    () -> new PageActor(schedule, other.toString(), url).guess());
        }
        if (choiceSource.chance(0.15)) {
            schedule.later(name + " picks up in Slack too", schedule.now(), this::pickUpInSlack);
        }
        if (code.find()) {
            var digits = code.group(1) + code.group(2);
            if (choiceSource.chance(0.15)) {
                schedule.later(
                        name + " enters the code in a second tab",
                        schedule.now(),
                        () -> new PageActor(schedule, name, url).enter(digits));
            }
            pageActor.enter(digits);
            if (choiceSource.chance(0.5)) {
                pageActor.say(choiceSource.chance(0.6) ? "have-it" : "not-received", digits, false);
            }
        }
    }

    private void pickUpInSlack() {
        buttons().stream()
                .filter(it -> it.button().text().equals("Pick up the secret"))
                .findFirst()
                .ifPresent(this::click);
    }

    private void fillIn(SeenView form) {
        if (form.submit().isEmpty()) {
            slack.closeView(id, form.id());
            return;
        }
        schedule.note(name + " fills in " + form.title());
        for (var block : form.blocks()) {
            if (block.path("type").asText().equals("input")) {
                fillInIfThere(form.id(), block.path("element"));
            }
        }
        if (slack.views(id).stream().anyMatch(view -> view.id().equals(form.id()))) {
            if (choiceSource.chance(0.05)) {
                slack.closeView(id, form.id());
            } else {
                presses(() -> slack.submit(id, form.id()));
            }
        }
    }

    /** A choice may make the bot draw the form anew while somebody is at it. */
    private void fillInIfThere(String view, JsonNode element) {
        try {
            fillIn(view, element);
        } catch (NotOnScreen gone) {
            schedule.note(name + " cannot fill in: " + gone.getMessage());
        }
    }

    private void fillIn(String view, JsonNode element) {
        var action = element.path("action_id").asText();
        switch (element.path("type").asText()) {
            case "plain_text_input" -> slack.fill(id, view, action, "because of reasons");
            case "external_select" -> {
                if (element.path("initial_option").isMissingNode()) {
                    var offered = slack.suggest(id, view, action, choiceSource.pick(APPS));
                    choose(view, action, offered);
                }
            }
            case "static_select", "radio_buttons" -> choose(view, action, Choice.allOf(element));
            default -> {}
        }
    }

    private void choose(String view, String action, List<Choice> offered) {
        if (!offered.isEmpty()) {
            slack.choose(id, view, action, choiceSource.pick(offered).value());
        }
    }

    /** What was acknowledged has to be answered, unless the acknowledgement says it all. */
    private void presses(Supplier<ActionReply> press) {
        var before = screen();
        var reply = press.get();
        if (reply.fine() && reply.body().isBlank()) {
            schedule.laws().owes(this, before);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
