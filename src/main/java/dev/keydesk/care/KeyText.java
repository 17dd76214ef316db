package dev.keydesk.care;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a key reads, for those who look and for those who listen. */
public final class KeyText {
    private static final int APP_SHOWN = 60;
    private static final int KEY_SHOWN = 50;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private KeyText() {}

    /** With the name of its app. */
    public static String withApp(Kept kept, Instant now) {
        return "*%s* · %s %s".formatted(app(kept.key().app()), name(kept.key()), fate(kept, now));
    }

    /** Where the app is clear. */
    public static String alone(Kept kept, Instant now) {
        return "%s %s".formatted(name(kept.key()), fate(kept, now));
    }

    /** The same without markup or a moment that only a client could show. */
    public static String spoken(Kept kept, Instant now) {
        return "%s %s".formatted(name(kept.key()), spokenFate(kept, now));
    }

    public static String app(AppRef app) {
        return app.name().isBlank()
                ? "An app without a name, %s".formatted(app.clientId())
                : Mrkdwn.escape(app.name(), APP_SHOWN);
    }

    private static String name(Credential.Key key) {
        var kind = key.kind() == Kind.SECRET ? "client secret" : "certificate";
        return "%s %s".formatted(kind, CredentialName.withHint(key, KEY_SHOWN));
    }

    private static String fate(Kept kept, Instant now) {
        return fate(kept, now, Mrkdwn.date(kept.key().end()));
    }

    private static String spokenFate(Kept kept, Instant now) {
        return fate(kept, now, DAY.format(kept.key().end()));
    }

    private static String fate(Kept kept, Instant now, String end) {
        if (kept.key().isOfApplicationProxy()) {
            return "is %s, which renews it by itself; it %s %s."
                    .formatted(
                            Secret.OF_APPLICATION_PROXY,
                            kept.hasEnded(now) ? "expired on" : "ends on",
                            end);
        }
        if (kept.superseded().isPresent()) {
            return "was superseded by a newer key on %s and %s."
                    .formatted(
                            DAY.format(kept.superseded().get()), endOfSuperseded(kept, now, end));
        }
        if (kept.key().neverExpires()) {
            return "never expires; it was made on %s.".formatted(DAY.format(kept.key().start()));
        }
        return kept.hasEnded(now)
                ? "has expired, on %s.".formatted(end)
                : "ends %s, on %s.".formatted(in(kept.daysLeft()), end);
    }

    private static String endOfSuperseded(Kept kept, Instant now, String end) {
        if (kept.key().neverExpires()) {
            return "never expires";
        }
        return (kept.hasEnded(now) ? "ended on " : "ends on ") + end;
    }

    private static String in(long days) {
        if (days <= 0) {
            return "today";
        }
        return days == 1 ? "tomorrow" : "in %s days".formatted(days);
    }
}
