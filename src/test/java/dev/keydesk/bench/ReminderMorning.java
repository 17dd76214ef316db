package dev.keydesk.bench;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.Company;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.slack.ApiCall;
import dev.keydesk.sandbox.slack.SeenMessage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The morning on which a key of each of very many apps is due, on made time: so many apps lead to
 * one channel by a tag, and each of the others has an owner of its own, whom Slack tells fifty of a
 * minute.
 */
public final class ReminderMorning implements AutoCloseable {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");

    private final World world;
    private final ChannelId fixed;
    private final Map<String, UserId> owners = new HashMap<>();
    private final List<String> urgent = new ArrayList<>();
    private int passed;

    /**
     * Makes the company.
     *
     * @param owned apps that go to their owners; a key of each tenth is urgent
     * @param tagged apps that go to a channel by a tag
     */
    public ReminderMorning(
            Path folder, int owned, int tagged, UnaryOperator<Map<String, String>> settings) {
        var twin = new Company(SandboxClock.standingAt(Instant.EPOCH));
        this.world =
                World.stepped(
                        folder,
                        rules -> rules + "reminders:\n  channel: " + twin.general().value() + "\n",
                        UnaryOperator.identity(),
                        settings);
        var slack = world.company().slack().workspace();
        slack.inviteBot(world.company().general());
        this.fixed = slack.channel("fixed", false);
        slack.join(fixed, world.company().alice());
        slack.inviteBot(fixed);
        mayReadPeople();
        for (int number = 0; number < owned; number++) {
            owned(number);
        }
        for (int number = 0; number < tagged; number++) {
            var app = app("tagged-" + number, 30);
            world.company()
                    .entra()
                    .tenant()
                    .change(app.id(), it -> it.withTags("slack:" + fixed.value()));
        }
        world.timePasses(Duration.ofDays(1).minus(Duration.ofMinutes(10)));
        world.bot().platform().periodicTasks().runOnce();
        world.settle();
        world.timePasses(Duration.between(world.clock().instant(), NINE).minusSeconds(1));
    }

    private void mayReadPeople() {
        var tenant = world.company().entra().tenant();
        var own =
                tenant.applications().stream()
                        .filter(app -> app.displayName().equals("Keydesk"))
                        .findFirst()
                        .orElseThrow();
        tenant.servicePrincipal(own.id(), "Application.ReadWrite.OwnedBy", "User.ReadBasic.All");
        world.restart();
    }

    private void owned(int number) {
        var name = "owner%d".formatted(number);
        var person = world.company().slack().workspace().person(name);
        var user = world.company().entra().tenant().user(name, name + "@example.com");
        boolean presses = number % 10 == 0;
        var app = app("owned-" + number, presses ? 7 : 30);
        world.company().entra().tenant().change(app.id(), it -> it.ownedBy(user.id()));
        if (presses) {
            urgent.add(app.displayName());
        } else {
            owners.put(app.displayName(), person.id());
        }
    }

    private Application app(String name, int daysFromTomorrow) {
        var tenant = world.company().entra().tenant();
        var app = tenant.app(name, it -> it.ownedBy(tenant.desk().orElseThrow().id()));
        var now = world.clock().instant();
        tenant.existingSecret(
                app.id(),
                "key",
                now.minus(Duration.ofDays(100)),
                now.plus(Duration.ofDays(daysFromTomorrow + 1)).plus(Duration.ofHours(3)));
        return app;
    }

    public World world() {
        return world;
    }

    /** Lets so many minutes pass, the first of them from nine on; every ten there is a scan. */
    public void passes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            world.timePasses(MINUTE);
            if (++passed % 10 == 0) {
                world.bot().platform().periodicTasks().runOnce();
                world.settle();
            }
        }
    }

    /**
     * What became of the morning so far.
     *
     * @param fixedTold how many apps of the fixed channel were told there
     * @param fixedAfter how long after nine the last of them was told
     * @param told how many of the others were told where they belong
     * @param after how long after nine the last of them was told
     * @param twice apps that were told more than once, anywhere
     * @param lookUps how often Slack was asked for an address
     * @param askedTwice addresses that were asked for more than once
     * @param refused how often Slack said that it was asked too often
     */
    public record Figures(
            int fixedTold,
            Duration fixedAfter,
            int told,
            Duration after,
            List<String> twice,
            int lookUps,
            List<String> askedTwice,
            long refused) {}

    public Figures figures() {
        var slack = world.company().slack();
        var toldAt = new HashMap<String, Instant>();
        var twice = new ArrayList<String>();
        note(messages(world.company().alice(), fixed), "tagged-", toldAt, twice);
        int fixedTold = toldAt.size();
        var fixedAfter = latest(toldAt);
        var othersAt = new HashMap<String, Instant>();
        note(
                messages(world.company().alice(), world.company().general()),
                "owned-",
                othersAt,
                twice);
        othersAt.keySet().retainAll(urgent);
        owners.forEach(
                (app, owner) -> note(messages(owner, slack.dm(owner)), app, othersAt, twice));
        var asked = new HashMap<String, Integer>();
        var calls =
                slack.calls().stream()
                        .filter(call -> call.method().equals("users.lookupByEmail"))
                        .toList();
        calls.stream()
                .filter(ApiCall::ok)
                .forEach(
                        call -> asked.merge(call.fields().path("email").asText(), 1, Integer::sum));
        return new Figures(
                fixedTold,
                fixedAfter,
                othersAt.size(),
                latest(othersAt),
                twice,
                asked.values().stream().mapToInt(it -> it).sum(),
                asked.entrySet().stream()
                        .filter(it -> it.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList(),
                calls.stream()
                        .filter(call -> call.error().equals(Optional.of("ratelimited")))
                        .count());
    }

    private Stream<SeenMessage> messages(UserId reader, ChannelId in) {
        return world.company().slack().sees(reader, in).stream();
    }

    private static void note(
            Stream<SeenMessage> messages,
            String prefix,
            Map<String, Instant> toldAt,
            List<String> twice) {
        messages.forEach(message -> {
            var ts = message.ref().ts();
            var at = Instant.ofEpochSecond(Long.parseLong(ts.substring(0, ts.indexOf('.'))));
            message.text()
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .forEach(app -> {
                        if (toldAt.put(app, at) != null) {
                            twice.add(app);
                        }
                    });
        });
    }

    private static Duration latest(Map<String, Instant> toldAt) {
        return toldAt.values().stream()
                .max(Instant::compareTo)
                .map(at -> Duration.between(NINE, at))
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        world.close();
    }
}
