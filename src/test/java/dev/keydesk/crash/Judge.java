package dev.keydesk.crash;

import dev.keydesk.crash.JudgeFinding.Kind;
import dev.keydesk.support.Books;
import dev.keydesk.support.KeyWatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Says what is wrong with a desk that was killed and has come up again; knows no desk itself. */
final class Judge {
    private static final Set<String> WITH_KEY = Set.of("HandedOver", "Done");

    private final Evidence evidence;
    private final Map<String, Books.Row> requests;
    private final Map<String, List<Books.Line>> moves;
    private final Map<String, List<Evidence.Showing>> showings;
    private final List<JudgeFinding> findings = new ArrayList<>();

    private Judge(Evidence evidence) {
        this.evidence = evidence;
        this.requests =
                evidence.requests().stream()
                        .collect(Collectors.toMap(Books.Row::ticket, Function.identity()));
        this.moves =
                evidence.moves().stream()
                        .filter(line -> line.version() > 0)
                        .collect(Collectors.groupingBy(Books.Line::ticket));
        this.showings =
                evidence.showings().stream()
                        .collect(Collectors.groupingBy(Evidence.Showing::keyId));
    }

    static List<JudgeFinding> findings(Evidence evidence) {
        var judge = new Judge(evidence);
        judge.orphans();
        judge.doubles();
        judge.lost();
        return judge.findings;
    }

    private void orphans() {
        evidence.keys().stream()
                .filter(key -> key.removed().isEmpty())
                .filter(key -> !isAnsweredFor(key))
                .forEach(key ->
                        found(
                                Kind.ORPHAN,
                                "the secret %s of %s-%d stays in Entra, and its request is %s"
                                        .formatted(
                                                key.id(),
                                                key.ticket(),
                                                key.attempt(),
                                                stateOf(key.ticket()))));
    }

    private boolean isAnsweredFor(KeyWatch.Key key) {
        return Optional.ofNullable(requests.get(key.ticket()))
                .filter(row -> WITH_KEY.contains(row.state()) || row.state().equals("NeedsPerson"))
                .flatMap(Books.Row::keyId)
                .filter(key.id()::equals)
                .isPresent();
    }

    private void doubles() {
        showings.forEach((keyId, all) -> {
            if (all.stream().map(Evidence.Showing::where).distinct().count() > 1) {
                found(
                        Kind.DOUBLE,
                        "the value of the secret %s was shown more than once".formatted(keyId));
            }
            all.stream()
                    .filter(showing -> !isRequester(showing))
                    .forEach(showing ->
                            found(
                                    Kind.DOUBLE,
                                    "the value of the secret %s was shown to %s, who did not ask for it"
                                            .formatted(keyId, showing.to())));
        });
        evidence.keys().stream()
                .filter(key -> showings.containsKey(key.id()))
                .collect(Collectors.groupingBy(KeyWatch.Key::ticket))
                .forEach(this::doubles);
    }

    private boolean isRequester(Evidence.Showing showing) {
        return evidence.keys().stream()
                .filter(key -> key.id().equals(showing.keyId()))
                .map(key -> requests.get(key.ticket()))
                .anyMatch(row -> row != null && row.requester().equals(showing.to()));
    }

    private void doubles(String ticket, List<KeyWatch.Key> shown) {
        for (var one : shown) {
            for (var other : shown) {
                if (one.made() < other.made() && one.overlaps(other)) {
                    found(
                            Kind.DOUBLE,
                            "%s had two keys at once whose values were shown, attempts %d and %d"
                                    .formatted(ticket, one.attempt(), other.attempt()));
                }
            }
        }
    }

    private void lost() {
        requests.values().forEach(this::story);
        moves.keySet().stream()
                .filter(ticket -> !requests.containsKey(ticket))
                .forEach(ticket ->
                        found(
                                Kind.LOST,
                                "%s is in the audit log and nowhere else".formatted(ticket)));
        evidence.clicks().forEach(click -> found(Kind.LOST, "not settled: " + click));
        evidence.overdue().forEach(job -> found(Kind.LOST, "not done: the job " + job));
        evidence.deeds().stream()
                .filter(deed -> !deed.answered())
                .forEach(deed ->
                        found(
                                Kind.LOST,
                                "%s was acknowledged and never answered: %s"
                                        .formatted(deed.by(), deed.what())));
    }

    /** Each version has its event exactly once, the last one is the state, and the key is there. */
    private void story(Books.Row row) {
        var told = moves.getOrDefault(row.ticket(), List.of());
        var versions = told.stream().map(Books.Line::version).toList();
        if (!versions.equals(LongStream.rangeClosed(1, row.version()).boxed().toList())) {
            found(
                    Kind.LOST,
                    "%s is at version %d, and the audit log tells of %s"
                            .formatted(row.ticket(), row.version(), versions));
        } else if (!told.getLast().kind().equals(row.state())) {
            found(
                    Kind.LOST,
                    "%s is %s, and the audit log ends with %s"
                            .formatted(row.ticket(), row.state(), told.getLast().kind()));
        }
        if (WITH_KEY.contains(row.state()) && !isThere(row.keyId().orElse(""))) {
            found(
                    Kind.LOST,
                    "%s is %s, and Entra has no such secret".formatted(row.ticket(), row.state()));
        }
    }

    private boolean isThere(String keyId) {
        return evidence.keys().stream()
                .anyMatch(key -> key.id().equals(keyId) && key.removed().isEmpty());
    }

    private String stateOf(String ticket) {
        var row = requests.get(ticket);
        return row == null ? "not there" : row.state();
    }

    private void found(Kind kind, String sentence) {
        findings.add(new JudgeFinding(kind, sentence));
    }
}
