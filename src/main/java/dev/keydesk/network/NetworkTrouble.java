package dev.keydesk.network;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The reason why a network path is blocked.
 *
 * @param sentence what happened and what to do, for the operator; nothing secret
 */
public record NetworkTrouble(Kind kind, String sentence) {

    /** The kinds; each has a heading in docs/troubleshooting.md. */
    public enum Kind {
        CERTIFICATE_NOT_TRUSTED(false),
        CERTIFICATE_OF_ANOTHER_NAME(false),
        CERTIFICATE_NOT_VALID_NOW(false),
        NO_TLS(true),
        PROXY_NAME_NOT_KNOWN(true),
        PROXY_NOT_REACHED(true),
        PROXY_WANTS_PASSWORD(false),
        PROXY_BLOCKS(false),
        PROXY_GETS_NO_FURTHER(true),
        NAME_NOT_KNOWN(true),
        REFUSED(true),
        NO_ROUTE(true),
        TIMED_OUT(true),
        HUNG_UP(true);

        private final boolean mayPass;

        Kind(boolean mayPass) {
            this.mayPass = mayPass;
        }
    }

    /** Returns the network trouble that made one of Keydesk's clients fail, if there is any. */
    public static Optional<NetworkTrouble> find(@Nullable Throwable failure) {
        return TroubleName.find(failure).map(TroubleName::trouble);
    }

    /** Returns whether it may pass by itself; if not, the operator has to act. */
    public boolean mayPass() {
        return kind.mayPass;
    }
}
