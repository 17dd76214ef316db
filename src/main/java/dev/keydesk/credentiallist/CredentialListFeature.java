package dev.keydesk.credentiallist;

import dev.keydesk.expiry.Credentials;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.AppSearch;

import java.time.ZoneId;

/** {@code /client-secrets}: the credentials of one app, or of all apps somebody looks after. */
public final class CredentialListFeature {
    private final KeyLine line;

    /** Puts the parts together and registers them. */
    public CredentialListFeature(
            Platform platform,
            Messaging messaging,
            AccessRules access,
            ResponsibleApps responsibleApps,
            Credentials credentials,
            Searching searching) {
        this.line = new KeyLine(access.policy());
        var visibility =
                new KeyVisibility(
                        access.principals(),
                        access.policy(),
                        responsibleApps,
                        credentials,
                        searching.apps(),
                        searching.zone());
        new KeyLists(platform, messaging, visibility, responsibleApps, credentials, line)
                .register();
        var export = new CsvExport(platform, messaging.chat(), visibility, responsibleApps);
        messaging.inbox().on(CsvExport.ACTION, export::send);
    }

    /**
     * How what people type is understood.
     *
     * @param zone in which days are counted
     */
    public record Searching(AppSearch apps, ZoneId zone) {}

    /** Draws one credential. */
    public KeyLine line() {
        return line;
    }
}
