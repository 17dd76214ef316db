package dev.keydesk.entra;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code keydesk check} found out about Entra.
 *
 * @param signIn why no token could be fetched; empty if one was
 * @param roles the application permissions in the token; empty if the token cannot be read
 * @param apps how many app registrations Keydesk can see
 * @param ownedApps how many it may change, if its permission covers only those it owns
 * @param reach why they could not be counted; empty if they were
 * @param serverAhead how far Microsoft's clock is ahead of this machine's, to about a second
 */
public record EntraCheckReport(
        Optional<Trouble> signIn,
        Optional<Set<String>> roles,
        OptionalInt apps,
        OptionalInt ownedApps,
        Optional<Trouble> reach,
        Optional<Duration> serverAhead) {

    static final String OWNED_BY = "Application.ReadWrite.OwnedBy";
    static final String ALL = "Application.ReadWrite.All";

    /**
     * What is wrong, in a sentence that says what to do.
     *
     * @param code such as {@code AADSTS7000215}
     */
    public record Trouble(Optional<String> code, String sentence) {
        static Trouble of(EntraFailure failure) {
            return new Trouble(failure.facts().code(), failure.sentence());
        }
    }

    /** Returns whether Keydesk may change only the app registrations that it owns. */
    public boolean changesOwnedOnly() {
        return roles.map(names -> names.contains(OWNED_BY) && !names.contains(ALL)).orElse(false);
    }

    /** Returns whether the token says that Keydesk may not make secrets at all. */
    public boolean lacksPermission() {
        return roles.map(names -> !names.contains(OWNED_BY) && !names.contains(ALL)).orElse(false);
    }

    static EntraCheckReport withoutToken(EntraFailure why) {
        return new EntraCheckReport(
                Optional.of(Trouble.of(why)),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
