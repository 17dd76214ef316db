package dev.keydesk.simulation;

import dev.keydesk.Wiring;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.SecretText;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.Marker;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.sandbox.Question;
import dev.keydesk.sandbox.entra.Secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The desk's promises, held against what is stored and what Entra and Slack truly hold. What is
 * broken is noted, and the schedule ends there.
 */
final class Laws {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final Schedule schedule;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Map<Person, String> owed = new LinkedHashMap<>();
    private boolean changed = true;
    private boolean slackChanged = true;

    /** A key that the desk made, as it appeared in Entra. */
    private record Key(
            String keyId, String app, String name, Instant start, Instant end, SecretText value) {
        Optional<Marker> marker() {
            return Marker.parse(name.substring(name.lastIndexOf(' ') + 1));
        }
    }

    Laws(Schedule schedule) {
        this.schedule = schedule;
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    private void broke(String law) {
        broken.add(law);
    }

    /** Something happened that may break one. */
    void changed() {
        changed = true;
    }

    /** What somebody sees may have changed. */
    void slackChanged() {
        slackChanged = true;
    }

    /** Entra changed; every new key is looked at when it appears. */
    void keysChanged() {
        changed = true;
        var tenant = schedule.company().entra().tenant();
        for (var app : tenant.applications()) {
            for (var secret : app.secrets()) {
                if (!keys.containsKey(secret.keyId()) && schedule.isNew(secret.keyId())) {
                    appeared(app.id(), secret, tenant.valueOf(secret.keyId()));
                }
            }
        }
    }

    private void appeared(String app, Secret secret, SecretText value) {
        var key =
                new Key(
                        secret.keyId(),
                        app,
                        String.valueOf(secret.displayName()),
                        secret.start(),
                        secret.end(),
                        value);
        keys.put(secret.keyId(), key);
        schedule.note("key " + key.marker().map(Marker::toString).orElse("without a name"));
        if (key.marker().isEmpty()) {
            broke("5: a key was made whose name is not of an attempt: " + key.name());
        }
    }

    /** A call begins: if it carries a value, that leaves the desk now. */
    void leaves(Question question) {
        var body = question.body();
        for (var key : keys.values()) {
            var value = key.value().reveal();
            if (body.contains(value)
                    || body.contains(URLEncoder.encode(value, StandardCharsets.UTF_8))) {
                if (!question.address().getPath().startsWith("/actions/")) {
                    broke("8: a value left in " + question.address().getPath());
                }
                left(key);
            }
        }
    }

    /** The page was answered with this. */
    void answered(String body) {
        for (var key : keys.values()) {
            if (body.contains(key.value().reveal())) {
                left(key);
            }
        }
    }

    private void left(Key key) {
        changed = true;
        schedule.count("a value leaves");
        if (!left.add(key.keyId())) {
            broke("3: the value of %s left twice".formatted(key.name()));
        }
        if (isGone(key)) {
            broke("3: the value of %s left after its key was taken back".formatted(key.name()));
        }
        stored(key)
                .filter(found -> !isHandedOver(found.request(), key))
                .ifPresent(found ->
                        broke(
                                "3: the value of %s left while the request was %s"
                                        .formatted(key.name(), found.request())));
    }

    private Optional<Stored> stored(Key key) {
        return key.marker()
                .flatMap(marker ->
                        schedule.anyBot().flatMap(bot -> bot.requests().find(marker.ticket())));
    }

    private static boolean isHandedOver(SecretRequest request, Key key) {
        return keyOf(request).filter(made -> made.keyId().equals(key.keyId())).isPresent()
                && !(request instanceof SecretRequest.Revoked);
    }

    /** A person whose press was acknowledged waits for something to change on their screen. */
    void owes(Person person, String before) {
        owed.putIfAbsent(person, before);
    }

    /** Holds everything against everything, if anything has changed. */
    void check() {
        if (slackChanged) {
            slackChanged = false;
            owed.entrySet().removeIf(debt -> !debt.getKey().screen().equals(debt.getValue()));
        }
        if (!changed) {
            return;
        }
        schedule.anyBot().ifPresent(this::check);
    }

    private void check(Wiring bot) {
        changed = false;
        var requests =
                bot.requests().all().stream()
                        .collect(Collectors.toMap(it -> it.ticket().text(), it -> it));
        var audit = bot.audit().since(Instant.EPOCH);
        var jobs = schedule.jobs().names();
        var ofTicket = new HashMap<String, List<AuditEvent>>();
        audit.forEach(event ->
                event.ticket()
                        .ifPresent(ticket ->
                                ofTicket.computeIfAbsent(ticket, _ -> new ArrayList<>())
                                        .add(event)));
        requests.values()
                .forEach(stored ->
                        everyMoveHasItsEvent(
                                stored, ofTicket.getOrDefault(stored.ticket().text(), List.of())));
        requests.values().forEach(stored -> itsClockRuns(stored, jobs));
        everyEventHasItsMove(audit, requests);
        standing().forEach(key -> belongs(key, requests, ofTicket, jobs));
        oneReadableKey();
    }

    private List<Key> standing() {
        return keys.values().stream().filter(key -> !isGone(key)).toList();
    }

    private boolean isGone(Key key) {
        return schedule.company().entra().tenant().application(key.app()).secrets().stream()
                .noneMatch(secret -> secret.keyId().equals(key.keyId()));
    }

    private void everyMoveHasItsEvent(Stored stored, List<AuditEvent> events) {
        var moves =
                events.stream()
                        .filter(event -> event.version().isPresent())
                        .map(event -> event.version().getAsLong())
                        .sorted()
                        .toList();
        var expected = new ArrayList<Long>();
        for (long version = 1; version <= stored.version(); version++) {
            expected.add(version);
        }
        if (!moves.equals(expected)) {
            broke(
                    "6: %s is at version %d, but its events are of %s"
                            .formatted(stored.ticket(), stored.version(), moves));
        }
        var state = stored.request().getClass().getSimpleName();
        events.stream()
                .filter(event -> event.version().isPresent())
                .filter(event -> event.version().getAsLong() == stored.version())
                .filter(event -> !event.kind().equals(state))
                .forEach(event ->
                        broke(
                                "6: %s is %s, but its event says %s"
                                        .formatted(stored.ticket(), state, event.kind())));
    }

    private void everyEventHasItsMove(List<AuditEvent> audit, Map<String, Stored> requests) {
        audit.stream()
                .filter(event -> event.version().isPresent())
                .filter(event ->
                        Optional.ofNullable(requests.get(event.ticket().orElse("")))
                                .filter(it -> it.version() >= event.version().getAsLong())
                                .isEmpty())
                .forEach(event -> broke("6: an event without its move: " + event));
    }

    /** What each state waits for, and the job that ends the wait. */
    private void itsClockRuns(Stored stored, Set<String> jobs) {
        var kind =
                switch (stored.request()) {
                    case SecretRequest.Waiting _ -> "lapse";
                    case SecretRequest.Approved _ -> "unclaimed";
                    case SecretRequest.Minting _, SecretRequest.Doubtful _ -> "settle-doubt";
                    case SecretRequest.HandedOver _ -> "silent";
                    case SecretRequest.TakingBack _ -> "take-back";
                    case SecretRequest.Done _,
                            SecretRequest.NeedsPerson _,
                            SecretRequest.Denied _,
                            SecretRequest.Withdrawn _,
                            SecretRequest.Lapsed _,
                            SecretRequest.Cancelled _,
                            SecretRequest.Unclaimed _,
                            SecretRequest.Revoked _ ->
                            "";
                };
        var job = kind + "/" + stored.ticket() + "/" + stored.version();
        if (!kind.isEmpty() && !jobs.contains(job)) {
            broke(
                    "6: %s is %s, and nobody will come back to it"
                            .formatted(
                                    stored.ticket(), stored.request().getClass().getSimpleName()));
        }
    }

    private void belongs(
            Key key,
            Map<String, Stored> requests,
            Map<String, List<AuditEvent>> audit,
            Set<String> jobs) {
        var marker = key.marker();
        if (marker.isEmpty()) {
            return;
        }
        var stored = Optional.ofNullable(requests.get(marker.get().ticket().text()));
        if (stored.isEmpty()) {
            broke("1: the key %s is of no request".formatted(key.name()));
            return;
        }
        asApproved(key, stored.get());
        approvedByAnother(
                stored.get(), audit.getOrDefault(marker.get().ticket().text(), List.of()));
        if (!mayHave(stored.get().request(), key, marker.get().attempt())
                && !isLookedFor(key, marker.get(), jobs)) {
            broke(
                    "1: the key %s stays, but its request is %s"
                            .formatted(key.name(), stored.get().request()));
        }
    }

    private static boolean mayHave(SecretRequest request, Key key, int attempt) {
        return switch (request) {
            case SecretRequest.Minting minting -> minting.attempt() == attempt;
            case SecretRequest.Doubtful doubtful -> doubtful.attempt() == attempt;
            case SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _ ->
                    keyOf(request).filter(it -> it.keyId().equals(key.keyId())).isPresent();
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    false;
        };
    }

    private static Optional<MadeKey> keyOf(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.key());
            case SecretRequest.Done done -> Optional.of(done.key());
            case SecretRequest.TakingBack taking -> Optional.of(taking.key());
            case SecretRequest.NeedsPerson stuck -> stuck.key();
            case SecretRequest.Revoked revoked -> Optional.of(revoked.key());
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _ ->
                    Optional.empty();
        };
    }

    private static boolean isLookedFor(Key key, Marker marker, Set<String> jobs) {
        var look = "look-for-stray/" + marker.ticket() + "/";
        return jobs.contains("remove-stray/" + marker.ticket() + ":" + key.keyId() + "/0")
                || jobs.stream()
                        .filter(job -> job.startsWith(look))
                        .map(job -> Long.parseLong(job.substring(look.length())) / 10)
                        .anyMatch(attempt -> attempt == marker.attempt());
    }

    private void asApproved(Key key, Stored stored) {
        var ask = stored.ask();
        var marker = key.marker().orElseThrow();
        if (!key.name().equals(ask.keyName(marker.attempt()))) {
            broke("5: the key %s is not named as %s".formatted(key.name(), ask));
        }
        if (!Duration.between(key.start(), key.end()).equals(ask.lifetime())) {
            broke(
                    "5: the key %s lives from %s to %s, and %d days were approved"
                            .formatted(key.name(), key.start(), key.end(), ask.lifetimeDays()));
        }
        if (key.start().isAfter(schedule.now().plus(CLOCKS_DIFFER))) {
            broke("5: the key %s begins in the future".formatted(key.name()));
        }
    }

    private void approvedByAnother(Stored stored, List<AuditEvent> events) {
        var requester = stored.ask().requester().value();
        var approvers =
                events.stream()
                        .filter(event -> event.kind().equals("Approved"))
                        .map(event -> event.actor().name())
                        .filter(schedule::isApprover)
                        .filter(by -> !by.equals(requester))
                        .toList();
        if (approvers.isEmpty()) {
            broke("4: a key for %s, which nobody else has approved".formatted(stored.ticket()));
        }
    }

    private void oneReadableKey() {
        standing().stream()
                .filter(key -> left.contains(key.keyId()))
                .flatMap(key -> key.marker().stream())
                .collect(Collectors.groupingBy(Marker::ticket, Collectors.counting()))
                .forEach((ticket, count) -> {
                    if (count > 1) {
                        broke("2: %s has %d readable keys".formatted(ticket, count));
                    }
                });
    }

    /** A call has been done: if it carried a value, somebody may see that now. */
    void arrived(Question question) {
        for (var key : keys.values()) {
            if (question.body().contains(key.value().reveal())) {
                onlyTheRequesterSees(key);
            }
        }
    }

    private void onlyTheRequesterSees(Key key) {
        stored(key)
                .map(stored -> stored.ask().requester())
                .ifPresent(requester ->
                        schedule.people().stream()
                                .filter(person -> !requester.equals(person.id()))
                                .filter(person -> person.screen().contains(key.value().reveal()))
                                .forEach(person ->
                                        broke(
                                                "3: %s sees the value of %s"
                                                        .formatted(person, key.name()))));
    }

    /** What must be true once everything is over. */
    void checkTheEnd() {
        changed = true;
        check();
        var bot = schedule.anyBot().orElseThrow();
        for (var stored : bot.requests().all()) {
            if (!isOver(stored.request())) {
                broke(
                        "7: %s never came to an end: %s"
                                .formatted(stored.ticket(), stored.request()));
            }
        }
        int clicks = schedule.jobs().clicks();
        if (clicks > 0) {
            broke("7: %d clicks were never answered".formatted(clicks));
        }
        owed.keySet().forEach(person -> broke("7: %s pressed and saw nothing".formatted(person)));
        var requests =
                bot.requests().all().stream()
                        .collect(Collectors.toMap(it -> it.ticket().text(), it -> it));
        for (var key : standing()) {
            key.marker()
                    .map(marker -> requests.get(marker.ticket().text()))
                    .filter(stored -> !mayStay(stored.request(), key))
                    .ifPresent(stored ->
                            broke(
                                    "1: in the end the key %s stays, and its request is %s"
                                            .formatted(key.name(), stored.request())));
        }
        nothingLeaked();
    }

    private static boolean mayStay(SecretRequest request, Key key) {
        return keyOf(request).filter(it -> it.keyId().equals(key.keyId())).isPresent()
                && (request instanceof SecretRequest.Done
                        || request instanceof SecretRequest.HandedOver
                        || request instanceof SecretRequest.NeedsPerson);
    }

    private static boolean isOver(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.TakingBack _ ->
                    false;
            case SecretRequest.Done _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    true;
        };
    }

    private void nothingLeaked() {
        var places = schedule.whatStays();
        for (var key : keys.values()) {
            var value = key.value().reveal();
            places.forEach((place, text) -> {
                if (text.contains(value)) {
                    broke("8: the value of %s stands in %s".formatted(key.name(), place));
                }
            });
        }
    }
}
