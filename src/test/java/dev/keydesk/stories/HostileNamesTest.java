package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;

import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.cli.Console;
import dev.keydesk.cli.Keydesk;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.removal.RevokeModal;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.entra.SecretPolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that others write, as hostile as can be, through everything that the desk says: each
 * message, form, home tab, page, list, log line and line on a terminal. What Slack got is judged as
 * a whole, so a place that is new is judged as well.
 */
class HostileNamesTest extends RenewalStory {
    private final LogLines lines = new LogLines();
    private AnswersSeen answers;
    private HostileText judge;
    private Application other;

    /** The lines of the log as the desk's own encoder writes them. */
    private static final class LogLines extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private static Logger root() {
            return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        }

        @Override
        protected void append(ILoggingEvent event) {
            var console = (ConsoleAppender<ILoggingEvent>) root().getAppender("stdout");
            var encoder = (PatternLayoutEncoder) console.getEncoder();
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void everythingHasAHostileName() {
        lines.start();
        LogLines.root().addAppender(lines);
        mayReadPeople();
        var workspace = slack().workspace();
        for (var person : List.of(alice(), erin(), bob(), carol())) {
            workspace.rename(person.id(), HostileText.name(person.name()));
        }
        for (var channel : List.of(general(), operators(), world().company().approvals())) {
            workspace.rename(channel, HostileText.name("channel"));
        }
        var tenant = entra().tenant();
        var owner = tenant.user(HostileText.name("owner"), "nobody@evil.example");
        tenant.change(
                billing().id(),
                app -> app.withDisplayName(HostileText.name("billing")).ownedBy(owner.id()));
        other =
                tenant.app(
                        HostileText.name("ledger"), app -> app.ownedBy(desk()).ownedBy(owner.id()));
        var alices = tenant.user(HostileText.name("alice"), "alice@example.com");
        tenant.change(other.id(), app -> app.ownedBy(alices.id()));
        answers = new AnswersSeen(world().nodes().getFirst().resolve("/slack/events"));
        slack().deliverTo(answers.address());
        judge = new HostileText(workspace);
        refusalsAreFine();
    }

    @AfterEach
    void stopListening() {
        LogLines.root().detachAppender(lines);
        answers.close();
    }

    @Test
    void a_hostile_name_acts_nowhere() {
        ends(billing(), HostileText.name("nightly"), 31);
        ends(billing(), HostileText.name("unused"), 31);
        ends(billing(), HostileText.name("stubborn"), 31);
        ends(other, HostileText.name("weekly"), 31);
        ends(other, HostileText.name("daily"), 14);
        entra().tenant()
                .existingCertificate(
                        other.id(),
                        HostileText.name("certificate"),
                        now(),
                        now().plus(Duration.ofDays(31)));
        daysPass(1);

        var reminder = alice().sees("nightly");
        isReminded();
        removals(reminder);
        renewals(reminder);
        decisions();
        links();
        troubles();
        lists();
        terminal();
        judgeEverything();
    }

    private void isReminded() {
        alice().sees("weekly").takes("weekly", "Snooze until the next step");
        alice().sees("daily").takes("daily", "Not ours");
        alice().openForm().choose(NotOursForm.CHANNEL, general().value()).submit();
    }

    private void removals(ShownMessage reminder) {
        var why = HostileText.reason("why");
        for (var answer : List.of("Decline", "Withdraw", "Approve removal")) {
            reminder.takes("unused", "Remove…");
            alice().openForm().fill(RemoveForm.WORDS, why).submit();
            switch (answer) {
                case "Decline" ->
                        card().pressForForm("Decline").fill(ReasonForm.REASON, why).submit();
                case "Withdraw" -> alice().sees("unused").press("Withdraw");
                default -> card().press(answer);
            }
        }
        world().timePasses(Duration.ofMinutes(5));
        entra().faults()
                .next(
                        "removePassword",
                        new Fault.Refuse(
                                403,
                                Map.of("Content-Type", "application/json"),
                                "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"\"}}"));
        reminder.takes("stubborn", "Remove…");
        alice().openForm().submit();
        card().press("Approve removal");
        world().timePasses(Duration.ofMinutes(5));
        card().press("Try again");
        var revoke = bob().runs("/new-client-secret revoke ledger");
        var key = RevokeModal.keyField(other.id());
        revoke.choose(key, revoke.choices(key).getFirst().value());
        revoke.fill(RevokeModal.WORDS, why).submit();
        world().timePasses(Duration.ofMinutes(5));
    }

    private void renewals(ShownMessage reminder) {
        reminder.takes("nightly", "Renew");
        alice().openForm().lifetime(90).reason(HostileText.reason("because")).submit();
        bob().sees("asks for a client secret").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        bob().sees(CARD).press("Keep");
        bob().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-20").submit();
        bob().sees(CARD).press("Cancel removal");
        bob().sees(CARD).press("Remove now");
        world().timePasses(Duration.ofMinutes(5));
    }

    private OpenForm asks() {
        world().timePasses(Duration.ofMinutes(1));
        return alice().runs("/new-client-secret billing")
                .lifetime(90)
                .description(HostileText.DESCRIPTION)
                .reason(HostileText.reason("because"));
    }

    private void decisions() {
        asks().submit();
        alice().sees("Your request").press("Withdraw");
        asks().submit();
        bob().sees("asks for a client secret")
                .pressForForm("Deny")
                .fill(ReasonForm.REASON, HostileText.reason("denied"))
                .submit();
        asks().submit();
        world().timePasses(Duration.ofHours(13));
        bob().sees("asks for a client secret").press("Approve");
        bob().sees("asks for a client secret").press("Cancel approval");
        asks().submit();
        erin().type("/new-client-secret " + HostileText.name("nobody"));
        bob().sees("asks for a client secret").press("Approve");
        for (int time = 0; time < 4; time++) {
            alice().sees("can pick it up").press("Pick up the secret");
            world().timePasses(Duration.ofMinutes(11));
            alice().sees("Do you have it?").press("I did not get it");
            world().timePasses(Duration.ofMinutes(5));
        }
        bob().sees("asks for a client secret").press("Allow another pick-up");
        types("stop-minting", "--why", HostileText.name("stopped"));
        alice().sees("can pick it up").press("Pick up the secret");
        types("allow-minting");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        entra().tenant().change(billing().id(), app -> app.withoutOwner(desk()));
        alice().sees("Picked up by").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(90));
        entra().tenant().change(billing().id(), app -> app.ownedBy(desk()));
        bob().sees("asks for a client secret").press("Remove the secret");
        world().timePasses(Duration.ofMinutes(5));
    }

    private void links() {
        asks().pickUp("By a one-time link").submit();
        bob().sees("asks for a client secret").press("Approve");
        var before = entra().tenant().policy();
        entra().tenant().setPolicy(SecretPolicy.atMost(Duration.ofDays(60)));
        alice().sees("can pick it up").press("Get a one-time link");
        var refused = alice().seesPrivately("Your one-time link");
        judge.page(
                "the page",
                alice().opens(refused.link("Open the one-time link")).enter(refused.code()).body());
        entra().tenant().setPolicy(before);
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var page = alice().opens(message.link("Open the one-time link"));
        judge.page("the page", page.enter(message.code()).body());
        judge.page("the page", page.enter(message.code()).body());
        alice().sees("Do you have it?").press("This was not me");
        world().timePasses(Duration.ofMinutes(5));
        judge.page("the page", page.enter(message.code()).body());
    }

    private void troubles() {
        entra().tenant()
                .existingSecret(
                        other.id(),
                        HostileText.name("stray") + " · KD-7F3K2-1",
                        now(),
                        now().plus(Duration.ofDays(20)));
        scan();
        world().timePasses(Duration.ofMinutes(6));
        carol().sees("belongs to no request");
        ends(billing(), HostileText.name("late"), 15);
        slack().workspace().archive(general());
        daysPass(2);
        carol().sees("This message was meant for");
        slack().workspace().unarchive(general());
    }

    private void lists() {
        slack().reload(alice().id());
        for (int number = 100; number < 280; number++) {
            ends(other, HostileText.name("key " + number), 90);
        }
        scanLater();
        for (var typed : List.of("", " ledger", " e", " " + HostileText.name("nobody"))) {
            alice().isTold("/client-secrets" + typed);
        }
        alice().isTold("/client-secrets ledger");
        alice().seesPrivately("Client ID").press("Send me the list as CSV");
        for (var file : alice().files()) {
            judge.csv("a list", file.text());
        }
        assertThat(alice().files()).isNotEmpty();
        for (var person : List.of(alice(), bob(), erin())) {
            person.opensHome();
        }
        var further = Pattern.compile("\\[(\\d+ more)\\]").matcher(alice().opensHome().says());
        assertThat(further.find()).isTrue();
        alice().home().press(further.group(1));
        alice().usesShortcut("new_client_secret").offers("");
        bob().runs("/new-client-secret revoke").offers(RevokeModal.APP, "");
    }

    private void terminal() {
        types("audit");
        ends(other, HostileText.name("soon"), 31);
        entra().tenant()
                .existingSecret(
                        other.id(),
                        HostileText.name("eternal"),
                        now(),
                        Instant.parse("2299-12-31T00:00:00Z"));
        scanLater();
        var tomorrow = LocalDate.ofInstant(now().plus(DAY), ZoneOffset.UTC).toString();
        assertThat(types("reminders", "--dry-run", "--on", tomorrow)).contains("soon");
        types("reminders", "--dry-run");
        assertThat(types("reminders", "--never-expiring")).contains("eternal");
        types("check");
        types("settings");
    }

    private void judgeEverything() {
        for (var call : slack().calls()) {
            judge.judge(call.method(), call.fields());
            if (call.fields().has("text")) {
                judge.markup(call.method(), call.fields().path("text").asText());
            }
        }
        for (var message : slack().everSeen()) {
            judge.markup("a message", message.text());
            judge.judge("a message", message.blocks());
        }
        for (var answer : answers.answers()) {
            if (answer.startsWith("{")) {
                judge.judge("an answer", HostileText.json(answer));
            } else {
                judge.markup("an answer", answer);
            }
        }
        for (var line : lines.lines) {
            judge.line("the log", line.strip());
            assertThat(line).endsWith("\n");
        }
        assertThat(judge.faults()).isEmpty();
        var missing = buttonsAndForms();
        missing.removeAll(judge.actions());
        assertThat(missing).as("never drawn").isEmpty();
    }

    /** All that the desk can offer to press or to send: each was drawn, and so judged. */
    private Set<String> buttonsAndForms() {
        return RegisteredActions.inSlack(world().bot()).stream()
                .filter(it -> it.startsWith("blockAction ") || it.startsWith("viewSubmission "))
                .map(it -> it.substring(it.indexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    /** What a command prints, which is judged. */
    private String types(String... command) {
        var out = new StringWriter();
        var console =
                new Console(world().environment(), new PrintWriter(out), new PrintWriter(out));
        var around =
                RuntimeContext.stepped(
                        world().clock(),
                        new Random(1),
                        ChatTimeouts.standard(),
                        EntraTimeouts.standard());
        Keydesk.commands(console, around).execute(command);
        HostileText.linesOf(out.toString())
                .forEach(line -> judge.line(String.join(" ", command), line));
        return out.toString();
    }
}
