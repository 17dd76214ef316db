package dev.keydesk.entra;

/** The answer Graph gives when it has made a secret. */
final class SecretMade {
    static final String JSON =
            """
            {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential",
             "customKeyIdentifier":null,"displayName":"Britive prod · KD-7F3K2-1",
             "endDateTime":"2027-02-20T09:00:00Z","hint":"Q_e",
             "keyId":"f0b0b335-1111-4222-8333-444455556666",
             "secretText":"Q_e8Q~value-not-to-be-quoted-0000000000x",
             "startDateTime":"2026-11-22T09:00:00.1234567Z"}
            """;

    private SecretMade() {}
}
