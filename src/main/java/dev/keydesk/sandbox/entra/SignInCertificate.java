package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * A certificate with which an app signs in, without its private key.
 *
 * @param displayName usually its subject; empty, which Graph shows as null, if there is none
 * @param usage {@code Verify}; a certificate that also signs has a second entry with {@code Sign}
 * @param thumbprint twenty bytes in Base64
 */
public record SignInCertificate(
        String keyId,
        String displayName,
        String usage,
        String thumbprint,
        Instant start,
        Instant end) {}
