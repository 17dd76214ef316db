package dev.keydesk.pickup;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.decision.Verdict;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.ClockDifference;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.orphans.OrphanDetection;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Principal;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.request.SecretLimit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * The last check before a secret is made, with facts read at this moment: the person may still
 * request it, the app exists and is served, and it does not already hold a secret of this request.
 * What a scan saw earlier does not count, so without an answer of Entra nothing is made.
 */
public final class PreMintCheck {
    private static final Logger log = LoggerFactory.getLogger(PreMintCheck.class);

    private final Policy policy;
    private final PrincipalResolver principals;
    private final OrphanDetection unknownKeys;
    private final Entra entra;
    private final EntraLookup lookup;

    public PreMintCheck(
            Policy policy,
            PrincipalResolver principals,
            OrphanDetection unknownKeys,
            Entra entra,
            EntraLookup lookup) {
        this.policy = policy;
        this.principals = principals;
        this.unknownKeys = unknownKeys;
        this.entra = entra;
        this.lookup = lookup;
    }

    /** Returns why no secret may be made now; empty if one may. */
    Optional<String> refusal(RequestDetails details, TextStyle style) {
        var principal = principals.forAsking(details.requester());
        try {
            return switch (lookup.app(details.app().objectId())) {
                case LookupResult.Found(var app) -> refusal(details, principal, app, style);
                case LookupResult.Missing(var _) -> Optional.of(missing(details, style));
                case LookupResult.Gone(var _) -> Optional.of(gone(details, style));
            };
        } catch (EntraFailure unread) {
            log.warn("ticket={} app not read: {}", details.ticket(), unread.facts());
            return Optional.of(
                    "%s The desk has to read the app before it makes a secret, so nothing was made for %s. Your approval is still valid; press again."
                            .formatted(unread.sentence(), details.ticket()));
        }
    }

    private static String missing(RequestDetails details, TextStyle style) {
        return "Entra does not show the app registration %s at this moment, so no secret was made for %s. Your approval is still valid; press again in a minute."
                .formatted(style.foreign(details.app().name(), 120), details.ticket());
    }

    private static String gone(RequestDetails details, TextStyle style) {
        return "Entra says that the app registration %s no longer exists, so no secret was made."
                .formatted(style.foreign(details.app().name(), 120));
    }

    /** The app's current name counts. */
    private Optional<String> refusal(
            RequestDetails details, Principal principal, AppRegistration app, TextStyle style) {
        if (policy.ask(principal, AppRef.of(app), details.lifetimeDays())
                instanceof Verdict.Refused(var because)) {
            return Optional.of(because);
        }
        return clockTrouble()
                .or(() -> unknownKeys.refusal(app, details.ticket()))
                .or(() -> SecretLimit.refusal(app, style));
    }

    /** The answer that was just read also tells Microsoft's time. */
    private Optional<String> clockTrouble() {
        return entra.clockDifference()
                .filter(ClockDifference::isHarmful)
                .map(difference ->
                        "The clock of the desk's machine is %s, so no secret was made: its dates could be wrong. The operators have to correct the clock; your approval stays valid until it expires."
                                .formatted(difference.inWords()));
    }
}
