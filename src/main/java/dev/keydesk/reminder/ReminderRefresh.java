package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Settings;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.removal.Successors;
import dev.keydesk.store.Db;
import dev.keydesk.store.UnreadableRows;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks after each scan whether a reported credential has changed: a newer one has come or gone,
 * also by other means, or Keydesk was given another one to sign in with. The existing message says
 * so at once, not only the next one. A credential that is urgent again is reported again, because
 * an edit notifies nobody.
 */
public final class ReminderRefresh {
    /** Databases accept a limited number of values in one query. */
    private static final int APPS_AT_ONCE = 200;

    private final Db db;
    private final ReminderLines lines;
    private final Digests digests;
    private final OpenReminderLines standing;
    private final ReminderLog steps;
    private final Reminders rules;
    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final Successors successors;
    private final InstantSource clock;

    ReminderRefresh(
            Db db, ReminderPlanning planning, LiveMessages liveMessages, InstantSource clock) {
        this.db = db;
        this.lines = new ReminderLines(db);
        this.digests = new Digests(db);
        this.standing = new OpenReminderLines(db, liveMessages);
        this.steps = planning.steps();
        this.rules = planning.settings().rules();
        this.credentials = planning.credentials();
        this.signsInWith = planning.settings().signsInWith();
        this.successors = planning.successors();
        this.clock = clock;
    }

    /** Checks all open lines; called after each scan. */
    public void look() {
        var now = clock.instant();
        // Credentials that expired longer ago are not reported any more.
        var from = ReminderPlanner.since(now);
        var apps = lines.appsToldOf(from);
        for (int at = 0; at < apps.size(); at += APPS_AT_ONCE) {
            look(apps.subList(at, Math.min(at + APPS_AT_ONCE, apps.size())), from, now);
        }
    }

    private void look(List<String> apps, Instant from, Instant now) {
        Map<String, List<Live>> keys =
                credentials.ofApps(apps).stream()
                        .collect(Collectors.groupingBy(live -> live.key().app().objectId()));
        var supersession = new Supersession(successors.ofApps(apps));
        UnreadableRows.each(
                lines.openOfApps(apps, from),
                placed ->
                        look(
                                supersession,
                                placed,
                                keys.getOrDefault(
                                        placed.line().entry().app().objectId(), List.of()),
                                now));
    }

    private void look(
            Supersession supersession, Placed placed, Collection<Live> ofApp, Instant now) {
        var entry = placed.line().entry();
        ofApp.stream()
                // A credential that is gone, or has another expiry date, closes its line.
                .filter(live -> live.key().keyId().equals(entry.keyId()))
                .filter(live -> live.key().kind() == entry.kind())
                .findFirst()
                .ifPresent(live ->
                        look(placed, live, supersession.supersededSince(live, ofApp, now), now));
    }

    private void look(Placed placed, Live live, Optional<Instant> superseded, Instant now) {
        var entry = placed.line().entry();
        boolean own = credentials.isOfDesk(entry.app()) && OwnKey.mayBe(live.key(), signsInWith);
        if (!superseded.equals(entry.superseded()) || own != entry.isOfDesk()) {
            var fresh = entry.updated(superseded, own, daysLeft(placed, now));
            placed.line().updated(fresh).ifPresent(line -> retell(placed, line));
        }
    }

    /** In calendar days of the readers. */
    private long daysLeft(Placed placed, Instant now) {
        var entry = placed.line().entry();
        return digests.find(placed.part())
                .map(StoredPart::part)
                .map(part -> {
                    var today = LocalDate.ofInstant(now, zoneOf(part.recipient()));
                    return entry.daysLeft() - ChronoUnit.DAYS.between(part.day(), today);
                })
                .orElse(entry.daysLeft());
    }

    private ZoneId zoneOf(Recipient reader) {
        var timing = reader.isPerson() ? rules.timing() : rules.usualIn(new ChannelId(reader.id()));
        return timing.at().zone();
    }

    private void retell(Placed placed, ReminderLine line) {
        db.writing(tx -> {
            if (standing.move(tx, placed, line)
                    && line.entry().isUrgent()
                    && !placed.line().entry().isUrgent()) {
                steps.forget(tx, line.entry().keyEnd());
            }
        });
    }
}
