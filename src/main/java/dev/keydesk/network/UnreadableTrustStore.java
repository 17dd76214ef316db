package dev.keydesk.network;

import java.nio.file.Path;
import java.util.Optional;

/** The operator's extra certificates cannot be read; the message is for the operator. */
public final class UnreadableTrustStore extends RuntimeException {
    UnreadableTrustStore(Optional<Path> extra, Exception unreadable) {
        super(
                "The certificates in KEYDESK_TRUST_STORE"
                        + extra.map(file -> " (" + file + ")").orElse("")
                        + " cannot be read. It must be a PEM file with certificates.",
                unreadable);
    }
}
