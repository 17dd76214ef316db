package dev.keydesk.removal;

import dev.keydesk.expiry.Credentials;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.RequestFeature;

/** Revoking a leaked client secret: at once, without a second person. */
public final class RevokeFeature {
    private RevokeFeature() {}

    /** Creates the parts and registers them. */
    public static void register(
            Platform platform,
            Messaging messaging,
            RequestFeature request,
            RemovalFeature removal,
            EntraLookup lookup,
            Credentials credentials) {
        var access = request.access();
        var revokers =
                new Revokers(
                        access.policy(), access.principals(), request.requests(), removal.owners());
        var forms =
                new RevokeForms(
                        messaging.chat(),
                        request.apps(),
                        request.forms(),
                        access.principals(),
                        revokers,
                        platform.clock());
        var revocation =
                new LeakRevocation(
                        new LeakedSecretLookup(lookup, credentials),
                        revokers,
                        removal.owners(),
                        removal.removals(),
                        new Replacement(request.submissions(), access),
                        access.failures());
        new RevokeHandlers(messaging.inbox(), forms).register(messaging.handlers());
        messaging.inbox().register(RevokeForms.APP_CHOSEN, forms::showKeys);
        messaging.inbox().register(LeakRevocation.REVOKE, revocation::revoke);
    }
}
