package dev.keydesk.cli;

import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraCheckReport;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Policy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Checks the sign-in to Entra, when its credential expires, what Keydesk may do there, which apps
 * it sees, and the clock.
 */
final class EntraCheck {
    private static final String SIGN_IN = "Entra sign-in";
    private static final String PERMISSION = "Entra permission";
    private static final String APPS = "app registrations";
    private static final String OWN_KEY = "own credential";
    private static final String CLOCK = "clock";

    /** A hundred thousand apps take some seconds; a list without end must not block the check. */
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(60);

    private final Entra entra;
    private final Settings.Credential signsInWith;
    private final Rules rules;
    private final InstantSource clock;

    EntraCheck(Entra entra, Settings.Credential signsInWith, Rules rules, InstantSource clock) {
        this.entra = entra;
        this.signsInWith = signsInWith;
        this.rules = rules;
        this.clock = clock;
    }

    List<CheckResult> run() {
        var entraCheckReport = entra.entraCheckReport();
        if (entraCheckReport.signIn().isPresent()) {
            return Stream.concat(
                            Stream.of(
                                    CheckResult.attention(
                                            SIGN_IN, entraCheckReport.signIn().get().sentence())),
                            notTried("the sign-in has to work first.").stream().skip(1))
                    .toList();
        }
        return List.of(
                CheckResult.ok(SIGN_IN, "tenant %s".formatted(entra.tenantId())),
                permission(entraCheckReport),
                apps(entraCheckReport),
                ownKey(),
                clock(entraCheckReport));
    }

    static List<CheckResult> notTried(String because) {
        return Stream.of(SIGN_IN, PERMISSION, APPS, OWN_KEY, CLOCK)
                .map(part -> CheckResult.notTried(part, because))
                .toList();
    }

    private static CheckResult permission(EntraCheckReport entraCheckReport) {
        if (entraCheckReport.lacksPermission()) {
            return CheckResult.attention(
                    PERMISSION,
                    "the desk may not make secrets. Ask an Entra administrator to grant it the"
                            + " application permission Application.ReadWrite.OwnedBy of Microsoft"
                            + " Graph, and to give admin consent.");
        }
        if (entraCheckReport.roles().isEmpty()) {
            return CheckResult.ok(
                    PERMISSION, "the token does not say; the first pick-up will show it");
        }
        return CheckResult.ok(
                PERMISSION,
                entraCheckReport.changesOwnedOnly()
                        ? "Application.ReadWrite.OwnedBy: app registrations the desk is an owner of"
                        : "Application.ReadWrite.All: every app registration of the tenant;"
                                + " Application.ReadWrite.OwnedBy would reach fewer");
    }

    private CheckResult apps(EntraCheckReport entraCheckReport) {
        if (entraCheckReport.reach().isPresent()) {
            return CheckResult.attention(APPS, entraCheckReport.reach().get().sentence());
        }
        try {
            return apps(entraCheckReport, served());
        } catch (EntraFailure failure) {
            return CheckResult.attention(APPS, failure.sentence());
        }
    }

    private static CheckResult apps(EntraCheckReport entraCheckReport, Optional<Integer> served) {
        if (served.isEmpty()) {
            return CheckResult.attention(
                    APPS,
                    "%s, but listing them took longer than %s s, so it is not known how many of them keydesk.yml serves. Try again later."
                            .formatted(seen(entraCheckReport), LONGEST_SCAN.toSeconds()));
        }
        if (entraCheckReport.ownedApps().orElse(1) == 0) {
            return CheckResult.attention(
                    APPS,
                    seen(entraCheckReport)
                            + ". For each app that it should serve, ask an Entra administrator to"
                            + " run `az ad app owner add`, as the README shows.");
        }
        if (served.get() == 0) {
            return CheckResult.attention(
                    APPS,
                    "%s, and keydesk.yml serves none of them. Look at \"allow\" and \"deny\" under \"apps\"."
                            .formatted(seen(entraCheckReport)));
        }
        return CheckResult.ok(
                APPS, "%s; keydesk.yml serves %s".formatted(seen(entraCheckReport), served.get()));
    }

    private static String seen(EntraCheckReport entraCheckReport) {
        var all = "%s visible".formatted(entraCheckReport.apps().orElse(0));
        return entraCheckReport.ownedApps().isPresent()
                ? "%s, of which the desk owns %s"
                        .formatted(all, entraCheckReport.ownedApps().getAsInt())
                : all;
    }

    /** Returns how many apps the rules serve; empty if counting takes too long. */
    private Optional<Integer> served() {
        var policy = new Policy(rules, entra.ownClientId());
        var count = new AtomicInteger();
        var thread = Executors.newVirtualThreadPerTaskExecutor();
        try {
            thread.submit(() -> entra.scan(page -> count.addAndGet(served(policy, page))))
                    .get(LONGEST_SCAN.toSeconds(), TimeUnit.SECONDS);
            return Optional.of(count.get());
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof EntraFailure failure
                    ? failure
                    : new IllegalStateException("the list of apps", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            thread.shutdownNow();
        }
    }

    private static int served(Policy policy, List<AppRegistration> page) {
        return (int) page.stream().filter(app -> policy.serves(AppRef.of(app))).count();
    }

    /** When it expires, Keydesk cannot do anything in Entra. */
    private CheckResult ownKey() {
        try {
            return entra.own()
                    .flatMap(app -> OwnKey.find(Credential.Key.of(app), signsInWith))
                    .map(this::ownKey)
                    .orElseGet(() -> CheckResult.ok(OWN_KEY, OwnKey.NONE));
        } catch (EntraFailure failure) {
            return CheckResult.notTried(OWN_KEY, failure.sentence());
        }
    }

    private CheckResult ownKey(OwnKey own) {
        var now = clock.instant();
        return own.needsAttention(now)
                ? CheckResult.attention(OWN_KEY, "%s. %s".formatted(own.inWords(now), own.advice()))
                : CheckResult.ok(OWN_KEY, own.inWords(now));
    }

    private static CheckResult clock(EntraCheckReport entraCheckReport) {
        if (entraCheckReport.serverAhead().isEmpty()) {
            return CheckResult.notTried(CLOCK, "The answer of Entra had no time in it.");
        }
        var difference = new ClockDifference(entraCheckReport.serverAhead().get());
        if (!difference.isNoticeable()) {
            return CheckResult.ok(CLOCK, difference.inWords());
        }
        return CheckResult.attention(
                CLOCK,
                "this machine's clock is %s. Slack's deliveries are refused and no client secrets are made when it differs by 5 minutes, and lifetimes of requests and links count from it: synchronise it with NTP."
                        .formatted(difference.inWords()));
    }
}
