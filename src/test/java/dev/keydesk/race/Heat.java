package dev.keydesk.race;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.slack.MessageKey;
import dev.keydesk.support.Books;
import dev.keydesk.support.ScriptedPerson;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A number of requests that go their way together: asked for and approved, and then picked up, a
 * third of them in Slack, a third by link, and a third both ways at once. Every approval and every
 * pick-up is wanted by four callers at the same moment, at both nodes.
 */
final class Heat {
    private static final int RIVALS = 4;
    private static final List<Claim.Kind> PICK_UPS =
            List.of(Claim.Kind.IN_SLACK, Claim.Kind.BY_LINK, Claim.Kind.BOTH_WAYS);
    private static final int MOST_TRIES = 10;
    private static final Pattern VALUE = Pattern.compile("[\\w.~-]{3}8Q~[\\w.~-]{34}");
    private static final Pattern MARKER = Pattern.compile("(KD-[0-9A-Z]{5})-[0-9]+$");

    /** After it every app's turn is free again. */
    private static final Duration NEXT_TURN = Duration.ofSeconds(20);

    private final TwoNodes nodes;
    private final int requests;
    private final Crowd crowd;
    private final Score score;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    Heat(TwoNodes nodes, int requests, Crowd crowd, Score score) {
        this.nodes = nodes;
        this.requests = requests;
        this.crowd = crowd;
        this.score = score;
    }

    /** A request on its way; the value that a page has shown, by the caller who got it. */
    private record Run(
            String ticket, ScriptedPerson by, Claim.Kind kind, Map<Integer, SecretText> onPages) {}

    /** Each request has two claims. */
    void run() {
        ask();
        nodes.quiet();
        approveAll(nodes.books().messages("card"));
        var notes = nodes.books().messages("note");
        crowd.share(withLink(), run -> press(run.by(), "get-link", on(notes, run)));
        nodes.quiet();
        pickUpAll(notes, links());
        judge();
        nodes.time().pass(NEXT_TURN);
    }

    private void approveAll(Map<String, MessageKey> cards) {
        untilNoneIs(
                "Waiting",
                open -> crowd.contest(open, RIVALS, (run, caller) -> approve(run, caller, cards)));
    }

    private void pickUpAll(
            Map<String, MessageKey> notes, Map<String, ScriptedPerson.Invitation> links) {
        untilNoneIs(
                "Approved",
                open ->
                        crowd.contest(
                                open, RIVALS, (run, caller) -> pickUp(run, caller, notes, links)));
    }

    /** Where a busy desk asked all of the rivals to come again, they come again. */
    private void untilNoneIs(String state, Consumer<List<Run>> contest) {
        var open = all();
        for (int tried = 0; tried < MOST_TRIES && !open.isEmpty(); tried++) {
            contest.accept(open);
            nodes.quiet();
            open = those(state);
            if (!open.isEmpty()) {
                nodes.time().pass(NEXT_TURN);
            }
        }
    }

    private List<Run> those(String state) {
        return nodes.books().requests().stream()
                .filter(row -> row.state().equals(state))
                .flatMap(row -> Optional.ofNullable(runs.get(row.ticket())).stream())
                .toList();
    }

    private List<Run> all() {
        return List.copyOf(runs.values());
    }

    private List<Run> withLink() {
        return all().stream().filter(run -> run.kind() != Claim.Kind.IN_SLACK).toList();
    }

    private void ask() {
        crowd.share(
                IntStream.range(0, requests).boxed().toList(),
                number -> {
                    var person = nodes.engineers().get(number);
                    var app = nodes.town().apps().get(number).displayName();
                    var ticket = asks(person, app);
                    var kind = PICK_UPS.get(number % PICK_UPS.size());
                    runs.put(ticket, new Run(ticket, person, kind, new ConcurrentHashMap<>()));
                });
    }

    private static String asks(ScriptedPerson person, String app) {
        var reply = "no form came up";
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            var form = person.fillsIn(app);
            if (form.isPresent()) {
                reply = person.submits(form.get()).toString();
                var ticket = person.ticketOf(form.get());
                if (ticket.isPresent()) {
                    return ticket.get();
                }
            }
        }
        throw new IllegalStateException("a request was not taken: " + reply);
    }

    /** Two approvers, each of whom presses twice. */
    private void approve(Run run, int caller, Map<String, MessageKey> cards) {
        score.pressed(Claim.Kind.APPROVAL, 1);
        press(nodes.approvers().get(caller % 2), "approve", on(cards, run));
    }

    private void pickUp(
            Run run,
            int caller,
            Map<String, MessageKey> notes,
            Map<String, ScriptedPerson.Invitation> links) {
        score.pressed(run.kind(), 1);
        if (isInSlack(run, caller)) {
            press(run.by(), "pick-up", on(notes, run));
            return;
        }
        var link = Optional.ofNullable(links.get(run.ticket())).orElseThrow();
        nodes.browser().picksUp(link).value().ifPresent(value -> run.onPages().put(caller, value));
    }

    private static boolean isInSlack(Run run, int caller) {
        return switch (run.kind()) {
            case IN_SLACK -> true;
            case BY_LINK -> false;
            case BOTH_WAYS -> caller % 2 == 0;
            case APPROVAL -> throw new IllegalStateException("an approval is no way to pick up");
        };
    }

    private MessageKey on(Map<String, MessageKey> messages, Run run) {
        return Optional.ofNullable(messages.get(run.ticket()))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no message about %s among %d; jobs to come: %s"
                                        .formatted(
                                                run.ticket(),
                                                messages.size(),
                                                nodes.books()
                                                        .due(
                                                                nodes.time()
                                                                        .instant()
                                                                        .plus(NEXT_TURN)))));
    }

    /** The rivals' screens may be behind; who is told that it did not work presses again. */
    private void press(ScriptedPerson by, String action, MessageKey on) {
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            if (nodes.town().slack().clickOnOldScreen(by.id(), on, action).fine()) {
                return;
            }
        }
        score.fault("%s was not acknowledged %d times".formatted(action, MOST_TRIES));
    }

    private Map<String, ScriptedPerson.Invitation> links() {
        return withLink().stream()
                .collect(
                        Collectors.toMap(
                                Run::ticket,
                                run -> run.by().invitation(run.ticket()).orElseThrow()));
    }

    // What came of it

    private void judge() {
        var audit =
                nodes.books().audit().stream().collect(Collectors.groupingBy(Books.Line::ticket));
        var keys = keysByTicket();
        var shown = shownInSlack();
        for (var run : all()) {
            var story = audit.getOrDefault(run.ticket(), List.of());
            var made = keys.getOrDefault(run.ticket(), List.of());
            long values =
                    run.onPages().size()
                            + made.stream()
                                    .mapToLong(key -> shown.getOrDefault(valueOf(key), 0L))
                                    .sum();
            score.add(approval(run, story));
            score.add(
                    new Claim(
                            run.kind(),
                            run.ticket(),
                            // Begun and ended once: two that begin are two attempts.
                            Math.max(count(story, "Minting"), count(story, "HandedOver")),
                            made.size(),
                            values,
                            winner(run)));
        }
    }

    private Claim approval(Run run, List<Books.Line> story) {
        var by =
                story.stream()
                        .filter(line -> line.kind().equals("Approved"))
                        .map(Books.Line::actor)
                        .findFirst()
                        .orElse("nobody");
        var first = nodes.approvers().getFirst().id().value();
        return new Claim(
                Claim.Kind.APPROVAL,
                run.ticket(),
                count(story, "Approved"),
                0,
                0,
                by.equals(first) ? "first approver" : "second approver");
    }

    private static long count(List<Books.Line> story, String kind) {
        return story.stream().filter(line -> line.kind().equals(kind)).count();
    }

    /** In Slack nobody can tell which of somebody's presses it was. */
    private static String winner(Run run) {
        return run.kind() != Claim.Kind.BY_LINK && run.onPages().isEmpty()
                ? "requester"
                : run.onPages().keySet().stream()
                        .map(caller -> "caller " + (caller + 1))
                        .collect(Collectors.joining(" and "));
    }

    private Map<String, List<Secret>> keysByTicket() {
        return nodes.town().entra().tenant().applications().stream()
                .flatMap(app -> app.secrets().stream())
                .collect(Collectors.groupingBy(Heat::ticketOf));
    }

    private static String ticketOf(Secret key) {
        var marker = MARKER.matcher(key.displayName());
        return marker.find() ? marker.group(1) : "";
    }

    private SecretText valueOf(Secret key) {
        return nodes.town().entra().tenant().valueOf(key.keyId());
    }

    /** How many messages ever showed each value. */
    private Map<SecretText, Long> shownInSlack() {
        return nodes.town().slack().everSeen().stream()
                .flatMap(message -> VALUE.matcher(message.text() + message.blocks()).results())
                .collect(
                        Collectors.groupingBy(
                                found -> SecretText.of(found.group()), Collectors.counting()));
    }
}
