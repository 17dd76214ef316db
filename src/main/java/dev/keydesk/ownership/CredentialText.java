package dev.keydesk.ownership;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Describes a credential in a line of a list, and for screen readers. */
public final class CredentialText {
    private static final int APP_SHOWN = 60;
    private static final int KEY_SHOWN = 50;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private CredentialText() {}

    /** Returns the line with the name of the app. */
    public static String withApp(CredentialView view, Instant now) {
        return "*%s* · %s %s".formatted(app(view.key().app()), name(view.key()), fate(view, now));
    }

    /** Returns the line without the app, where the app is clear. */
    public static String withoutApp(CredentialView view, Instant now) {
        return "%s %s".formatted(name(view.key()), fate(view, now));
    }

    /** Returns the line without markup and without times that only a client could show. */
    public static String spoken(CredentialView view, Instant now) {
        return "%s %s".formatted(name(view.key()), spokenFate(view, now));
    }

    /** Returns the name of the app, escaped for Slack. */
    public static String app(AppRef app) {
        return CredentialName.ofApp(app, APP_SHOWN);
    }

    private static String name(Credential.Key key) {
        return "%s %s".formatted(key.kind().words(), CredentialName.withHint(key, KEY_SHOWN));
    }

    private static String fate(CredentialView view, Instant now) {
        return fate(view, now, Mrkdwn.date(view.key().end()));
    }

    private static String spokenFate(CredentialView view, Instant now) {
        return fate(view, now, DAY.format(view.key().end()));
    }

    private static String fate(CredentialView view, Instant now, String end) {
        if (view.key().isOfApplicationProxy()) {
            return "is %s, which renews it by itself; it %s %s."
                    .formatted(
                            Secret.OF_APPLICATION_PROXY,
                            view.hasEnded(now) ? "expired on" : "expires on",
                            end);
        }
        if (view.superseded().isPresent()) {
            return "was replaced by a newer credential on %s and %s."
                    .formatted(
                            DAY.format(view.superseded().get()), endOfSuperseded(view, now, end));
        }
        if (view.key().neverExpires()) {
            return "never expires; it was made on %s.".formatted(DAY.format(view.key().start()));
        }
        return view.hasEnded(now)
                ? "has expired, on %s.".formatted(end)
                : "expires %s, on %s.".formatted(CredentialName.inDays(view.daysLeft()), end);
    }

    private static String endOfSuperseded(CredentialView view, Instant now, String end) {
        if (view.key().neverExpires()) {
            return "never expires";
        }
        return (view.hasEnded(now) ? "expired on " : "expires on ") + end;
    }
}
