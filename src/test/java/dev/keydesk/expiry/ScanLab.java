package dev.keydesk.expiry;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.entra.UnreadApp;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.ServicePrincipal;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Timing;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A pretend Entra that gives three apps a page, and nodes that scan it over the wire. */
final class ScanLab implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    static final SecretText DESK_SECRET = SecretText.of("Dsk8Q~the-desk-signs-in-with-this-value.");

    private static final SecretText TOKEN = SecretText.of("fixed-token");
    private static final String TENANT = "11111111-2222-4333-8444-555555555555";

    final SandboxClock clock = SandboxClock.standingAt(START);
    final dev.keydesk.sandbox.entra.Tenant tenant =
            new dev.keydesk.sandbox.entra.Tenant(TENANT, clock, new Random(7));
    final SimulatedEntra graph = new SimulatedEntra(tenant, clock);
    final ServicePrincipal desk;
    final Db db;
    private final List<Entra> clients = new ArrayList<>();

    ScanLab(Db db) {
        this.db = db;
        desk = tenant.desk("Keydesk", DESK_SECRET, "Application.ReadWrite.OwnedBy");
        graph.setTiming(Timing.immediate());
        graph.setLargestPage(3);
        graph.acceptAsDesk(TOKEN);
        graph.start(0, 0);
    }

    /** So many apps with one secret each, named app 0 and so on. */
    List<String> apps(int many) {
        var ids = new ArrayList<String>();
        for (int number = 0; number < many; number++) {
            var app = tenant.app("app " + number);
            tenant.existingSecret(app.id(), "key " + number, START, in(90));
            ids.add(app.id());
        }
        return ids;
    }

    Instant in(int days) {
        return START.plus(Duration.ofDays(days));
    }

    Node node() {
        return new Node(new FixedToken(TOKEN));
    }

    Node node(Settings.Credential signsInWith) {
        return new Node(signsInWith);
    }

    /** The calls for pages of the list, refused ones included. */
    List<GraphCall> pagesAsked() {
        return graph.calls().stream()
                .filter(call -> call.name().equals("listApplications"))
                .toList();
    }

    void forgetCalls() {
        before = pagesAsked().size();
    }

    private int before;

    int pagesAskedSince() {
        return pagesAsked().size() - before;
    }

    Credentials credentials() {
        return new Credentials(db, desk.appId());
    }

    /** One node of the desk, as far as it scans. */
    final class Node {
        final AppIndex index = new AppIndex();
        final List<Duration> waits = new ArrayList<>();
        final List<List<AppRegistration>> heard = new ArrayList<>();
        final List<ScanResult> written = new ArrayList<>();
        final List<UnreadApp> unread = new ArrayList<>();
        final OwnKeyWatch ownKey;
        final Scan scan;
        Runnable onPage = () -> {};
        Runnable onEachApp = () -> {};

        private Node(Settings.Credential signsInWith) {
            var settings =
                    new Settings.Entra(
                            TENANT,
                            desk.appId(),
                            new FixedToken(TOKEN),
                            URI.create("https://127.0.0.1:1"),
                            graph.graphUrl(),
                            Optional.empty());
            var entra = new Entra(settings, EntraTimeouts.standard(), clock, this::waits);
            clients.add(entra);
            ownKey = new OwnKeyWatch(credentials(), signsInWith, clock);
            var servedApps =
                    new ServedApps(
                            db,
                            index,
                            app -> {
                                onEachApp.run();
                                return !app.name().startsWith("tier0");
                            });
            scan =
                    new Scan(
                            new ScanRuns(
                                    db,
                                    new Leases(DatabaseTime.of(clock), clock),
                                    credentials(),
                                    clock),
                            entra,
                            new EntraLookup(entra, new Absences(db), clock),
                            servedApps,
                            ownKey,
                            clock);
            scan.listeners()
                    .onPage(page -> {
                        heard.add(page);
                        onPage.run();
                    });
            scan.listeners().onResult(written::add);
            scan.listeners().onUnread((apps, _) -> unread.addAll(apps));
            scan.begin();
        }

        private void waits(Duration time) {
            waits.add(time);
            clock.pass(time);
        }

        ScanResult writes() {
            scan.refresh();
            return written.getLast();
        }

        /** Two scans, apart, and a third one: what is not shown counts as gone only then. */
        ScanResult writesTheThirdTime() {
            scan.refresh();
            clock.pass(Absences.APART);
            scan.refresh();
            clock.pass(Absences.APART);
            return writes();
        }

        List<String> offered() {
            return index.suggest("", 100).stream().map(AppRegistration::name).toList();
        }
    }

    @Override
    public void close() {
        clients.forEach(Entra::close);
        graph.close();
    }
}
