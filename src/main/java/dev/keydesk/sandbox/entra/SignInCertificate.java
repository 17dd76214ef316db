package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * What everybody may see of a certificate an app signs in with.
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
