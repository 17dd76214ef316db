package dev.keydesk.simulation;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.config.SecretText;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.sandbox.SimulatedRequest;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.workflow.Versioned;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
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

    /** Entra takes two changes of one app for a conflict when they are closer than this. */
    private static final Duration APART = Duration.ofSeconds(2);

    private final Schedule schedule;
    private final Ledger ledger;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Map<SimulatedPerson, String> owed = new LinkedHashMap<>();
    private final Map<String, Instant> changedAt = new HashMap<>();
    private boolean changed = true;
    private boolean slackChanged = true;

    /** A key that the desk made, as it appeared in Entra. */
    private record Key(
            String keyId,
            String app,
            String name,
            Instant start,
            Instant end,
            SecretText value,
            Instant appeared) {
        Optional<Marker> marker() {
            return Marker.parse(name.substring(name.lastIndexOf(' ') + 1));
        }
    }

    Laws(Schedule schedule, Ledger ledger) {
        this.schedule = schedule;
        this.ledger = ledger;
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
        if (!schedule.oldKeysStand()) {
            broke("1: a secret that the desk did not make is gone");
        }
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
                        value,
                        schedule.now());
        keys.put(secret.keyId(), key);
        schedule.note("key " + key.marker().map(Marker::toString).orElse("without a name"));
        if (key.marker().isEmpty()) {
            broke("5: a secret was made whose name is not of an attempt: " + key.name());
        }
    }

    /** A call begins: if it carries a value, that leaves the desk now. */
    void leaves(SimulatedRequest simulatedRequest) {
        var body = simulatedRequest.body();
        for (var key : keys.values()) {
            var value = key.value().reveal();
            if (body.contains(value)
                    || body.contains(URLEncoder.encode(value, StandardCharsets.UTF_8))) {
                if (!simulatedRequest.address().getPath().startsWith("/actions/")) {
                    broke("8: a value left in " + simulatedRequest.address().getPath());
                }
                left(key);
            }
        }
    }

    /**
     * The desk answered somebody with this.
     *
     * @param mayShow whether they sent a link's token together with its code
     */
    void answered(String body, boolean mayShow) {
        for (var key : keys.values()) {
            if (body.contains(key.value().reveal())) {
                if (!mayShow) {
                    broke("3: the value of %s was shown to the wrong one".formatted(key.name()));
                }
                left(key);
            }
        }
    }

    /** Two changes of one app begin; the desk is to keep them apart, by the clocks it has. */
    void changes(String app) {
        var last = changedAt.put(app, schedule.now());
        if (last != null && schedule.clocksAgree() && schedule.now().isBefore(last.plus(APART))) {
            broke(
                    "1: two changes of one app are only %s apart"
                            .formatted(Duration.between(last, schedule.now())));
        }
    }

    private void left(Key key) {
        changed = true;
        schedule.count("a value leaves");
        if (!left.add(key.keyId())) {
            broke("3: the value of %s left twice".formatted(key.name()));
        }
        if (isGone(key)) {
            broke("3: the value of %s left after its secret was taken back".formatted(key.name()));
        }
        stored(key)
                .filter(found -> !isHandedOver(found.state(), key))
                .ifPresent(found ->
                        broke(
                                "3: the value of %s left while the request was %s"
                                        .formatted(key.name(), found.state())));
    }

    private Optional<Versioned<SecretRequest>> stored(Key key) {
        return key.marker()
                .flatMap(marker ->
                        schedule.anyBot().flatMap(bot -> bot.requests().find(marker.ticket())));
    }

    private static boolean isHandedOver(SecretRequest request, Key key) {
        return keyOf(request).filter(made -> made.keyId().equals(key.keyId())).isPresent()
                && !(request instanceof SecretRequest.Revoked);
    }

    /** Somebody has sent something while nothing was wrong, and heard nothing of it. */
    void unanswered(String what) {
        broke("7: %s was not answered".formatted(what));
    }

    /** A person whose press was acknowledged waits for something to change on their screen. */
    void owes(SimulatedPerson person, String before) {
        owed.putIfAbsent(person, before);
        // The answer may have been there before the acknowledgement was.
        slackChanged = true;
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

    private void check(KeydeskInstance bot) {
        changed = false;
        Ledger.News news;
        try {
            news = ledger.readOn(bot);
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
        var jobs = schedule.jobActor().names();
        for (var stored : news.moved()) {
            everyMoveHasItsEvent(stored, ledger.events(stored.state().ticket().text()));
            everyJobCameWithIt(stored, jobs);
        }
        ledger.requests().forEach(stored -> itsClockRuns(stored, jobs));
        everyEventHasItsMove(news.events());
        everyJobHasItsMove(jobs);
        standing().forEach(key -> belongs(key, jobs));
        oneReadableKey();
    }

    private List<Key> standing() {
        return keys.values().stream().filter(key -> !isGone(key)).toList();
    }

    private boolean isGone(Key key) {
        return schedule.company().entra().tenant().application(key.app()).secrets().stream()
                .noneMatch(secret -> secret.keyId().equals(key.keyId()));
    }

    private void everyMoveHasItsEvent(Versioned<SecretRequest> stored, List<AuditEvent> events) {
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
                            .formatted(stored.state().ticket(), stored.version(), moves));
        }
        var state = stored.state().getClass().getSimpleName();
        events.stream()
                .filter(event -> event.version().isPresent())
                .filter(event -> event.version().getAsLong() == stored.version())
                .filter(event -> !event.kind().equals(state))
                .forEach(event ->
                        broke(
                                "6: %s is %s, but its event says %s"
                                        .formatted(stored.state().ticket(), state, event.kind())));
    }

    private void everyEventHasItsMove(List<AuditEvent> events) {
        events.stream()
                .filter(event -> event.version().isPresent())
                .filter(event ->
                        event.ticket()
                                .flatMap(ticket -> ledger.request(new Ticket(ticket)))
                                .filter(it -> it.version() >= event.version().getAsLong())
                                .isEmpty())
                .forEach(event -> broke("6: an event without its move: " + event));
    }

    /** At the first look after the move, when nobody can have done any of them. */
    private void everyJobCameWithIt(Versioned<SecretRequest> stored, Set<String> jobs) {
        for (var job : Clockwork.comingWith(stored)) {
            if (!jobs.contains(job)) {
                broke("6: %s came without %s".formatted(stored, job));
            }
        }
        if (jobs.stream().noneMatch(job -> isRefresh(job, stored))) {
            broke("6: %s came without anybody being shown it".formatted(stored));
        }
    }

    private static boolean isRefresh(String job, Versioned<SecretRequest> stored) {
        return job.startsWith("refresh-messages/secret_request:" + stored.state().ticket() + "/");
    }

    private void everyJobHasItsMove(Set<String> jobs) {
        for (var job : jobs) {
            Clockwork.moveOf(job)
                    .filter(move ->
                            ledger.request(move.ticket())
                                    .filter(it -> it.version() >= move.version())
                                    .isEmpty())
                    .ifPresent(_ -> broke("6: a job without its move: " + job));
        }
    }

    private void itsClockRuns(Versioned<SecretRequest> stored, Set<String> jobs) {
        Clockwork.ending(stored)
                .filter(job -> !jobs.contains(job))
                .ifPresent(_ ->
                        broke(
                                "6: %s is %s, and nobody will come back to it"
                                        .formatted(
                                                stored.state().ticket(),
                                                stored.state().getClass().getSimpleName())));
    }

    private void belongs(Key key, Set<String> jobs) {
        var marker = key.marker();
        if (marker.isEmpty()) {
            return;
        }
        var stored = ledger.request(marker.get().ticket());
        if (stored.isEmpty()) {
            broke("1: the secret %s is of no request".formatted(key.name()));
            return;
        }
        asApproved(key, stored.get());
        approvedByAnother(stored.get());
        if (!mayHave(stored.get().state(), key, marker.get().attempt())
                && !isLookedFor(key, marker.get(), jobs)) {
            broke(
                    "1: the secret %s stays, but its request is %s"
                            .formatted(key.name(), stored.get().state()));
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

    private static Optional<IssuedSecret> keyOf(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.secret());
            case SecretRequest.Done done -> Optional.of(done.secret());
            case SecretRequest.TakingBack taking -> Optional.of(taking.secret());
            case SecretRequest.NeedsPerson stuck -> stuck.secret();
            case SecretRequest.Revoked revoked -> Optional.of(revoked.secret());
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

    private void asApproved(Key key, Versioned<SecretRequest> stored) {
        var details = stored.state().details();
        var marker = key.marker().orElseThrow();
        if (!key.name().equals(details.keyName(marker.attempt()))) {
            broke("5: the secret %s is not named as %s".formatted(key.name(), details));
        }
        if (!Duration.between(key.start(), key.end()).equals(details.lifetime())) {
            broke(
                    "5: the secret %s lives from %s to %s, and %d days were approved"
                            .formatted(key.name(), key.start(), key.end(), details.lifetimeDays()));
        }
        if (key.start().isAfter(key.appeared().plus(CLOCKS_DIFFER))
                || key.start().isBefore(begun(marker).minus(CLOCKS_DIFFER))) {
            broke(
                    "5: the secret %s begins at %s; it was asked for at %s, and made at %s"
                            .formatted(key.name(), key.start(), begun(marker), key.appeared()));
        }
    }

    /** When that attempt was stored, by the clock of the node that made it. */
    private Instant begun(Marker marker) {
        return ledger.events(marker.ticket().text()).stream()
                .filter(event -> event.kind().equals("Minting"))
                .skip(marker.attempt() - 1L)
                .map(AuditEvent::occurredAt)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private void approvedByAnother(Versioned<SecretRequest> stored) {
        var requester = stored.state().details().requester().value();
        var approvers =
                ledger.events(stored.state().ticket().text()).stream()
                        .filter(event -> event.kind().equals("Approved"))
                        .map(event -> event.actor().name())
                        .filter(schedule::isApprover)
                        .filter(by -> !by.equals(requester))
                        .toList();
        if (approvers.isEmpty()) {
            broke(
                    "4: a secret for %s, which nobody else has approved"
                            .formatted(stored.state().ticket()));
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
    void arrived(SimulatedRequest simulatedRequest) {
        for (var key : keys.values()) {
            if (simulatedRequest.body().contains(key.value().reveal())) {
                onlyTheRequesterSees(key);
            }
        }
    }

    private void onlyTheRequesterSees(Key key) {
        stored(key)
                .map(stored -> stored.state().details().requester())
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
        for (var stored : ledger.requests()) {
            if (!isOver(stored.state())) {
                broke(
                        "7: %s never came to an end: %s"
                                .formatted(stored.state().ticket(), stored.state()));
            }
        }
        int clicks = schedule.jobActor().clicks();
        if (clicks > 0) {
            broke("7: %d clicks were never answered".formatted(clicks));
        }
        owed.keySet().forEach(person -> broke("7: %s pressed and saw nothing".formatted(person)));
        for (var key : standing()) {
            key.marker()
                    .flatMap(marker -> ledger.request(marker.ticket()))
                    .filter(stored -> !mayStay(stored.state(), key))
                    .ifPresent(stored ->
                            broke(
                                    "1: in the end the secret %s stays, and its request is %s"
                                            .formatted(key.name(), stored.state())));
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
