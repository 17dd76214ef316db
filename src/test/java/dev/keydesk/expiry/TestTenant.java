package dev.keydesk.expiry;

import dev.keydesk.entra.AppPage;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * App registrations made up for tests of what stands in rows; scans read them without a network.
 */
public final class TestTenant {
    public static final String DESK = clientId("Keydesk");

    private final Map<String, AppRegistration> apps = new LinkedHashMap<>();

    /** Names stand for ids too: each has the same ids in every test. */
    public static String objectId(String name) {
        return uuid("object " + name);
    }

    public static String clientId(String name) {
        return uuid("client " + name);
    }

    public static String keyId(String name) {
        return uuid("key " + name);
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static Secret secret(String name, Instant start, Instant end) {
        return new Secret(keyId(name), Optional.of(name), Optional.of("Q_e"), start, end);
    }

    public static Certificate certificate(String name, Instant start, Instant end) {
        return new Certificate(keyId(name), Optional.of("CN=" + name), start, end);
    }

    /** The app with these secrets and nothing else, in the place of what was there. */
    public TestTenant app(String name, Secret... secrets) {
        return put(
                new AppRegistration(
                        objectId(name), clientId(name), name, "AzureADMyOrg", List.of(secrets)));
    }

    public TestTenant tags(String name, String... tags) {
        return change(name, app -> with(app, List.of(tags), app.certificates()));
    }

    public TestTenant certificates(String name, Certificate... certificates) {
        return change(name, app -> with(app, app.tags(), List.of(certificates)));
    }

    private static AppRegistration with(
            AppRegistration app, List<String> tags, List<Certificate> certificates) {
        return new AppRegistration(
                app.objectId(),
                app.clientId(),
                app.name(),
                app.signInAudience(),
                tags,
                app.secrets(),
                certificates);
    }

    public TestTenant change(String name, UnaryOperator<AppRegistration> change) {
        return put(change.apply(the(name)));
    }

    public AppRegistration the(String name) {
        return Optional.ofNullable(apps.get(name)).orElseThrow();
    }

    private TestTenant put(AppRegistration app) {
        apps.put(app.name(), app);
        return this;
    }

    public TestTenant delete(String name) {
        apps.remove(name);
        return this;
    }

    /** A whole scan on one page. */
    public ScanResult scan(Db db, Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        var turn = new ScanLease(db, new Leases(DatabaseTime.of(clock), clock));
        if (!turn.take()) {
            throw new IllegalStateException("somebody else scans");
        }
        var scanRun = ScanRun.fromTheBeginning(db, turn, clock, new ScanRows(db).known());
        scanRun.page(new AppPage(List.copyOf(apps.values()), Optional.empty()));
        scanRun.finish(scanRun.missed(Integer.MAX_VALUE));
        turn.giveBack();
        return scanRun.result();
    }

    static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
