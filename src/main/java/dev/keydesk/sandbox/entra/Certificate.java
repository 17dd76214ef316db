package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.Folders;
import dev.keydesk.sandbox.IssuedCertificate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The certificate of the pretend sign-in on 127.0.0.1, because azure-identity speaks https only.
 * All worlds of a process share one, since it takes a fifth of a second to make.
 */
final class Certificate {
    private static @Nullable IssuedCertificate made;

    private Certificate() {}

    static synchronized IssuedCertificate ofThisProcess() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static IssuedCertificate make() {
        try {
            // Only its owner can enter it.
            var folder = Files.createTempDirectory("keydesk-sandbox-certificate-");
            try {
                return IssuedCertificate.make(
                        folder.resolve("keys"),
                        "login",
                        // The usual curve P-256 first works out tables, for a tenth of a second.
                        // Callers compare the dates with the machine's clock while ours may be a
                        // simulated one, so it is good in any year a story plays in.
                        List.of(
                                "-keyalg",
                                "Ed25519",
                                "-dname",
                                "CN=Pretend Entra sign-in",
                                "-startdate",
                                "2000/01/01 00:00:00",
                                "-validity",
                                "73000",
                                "-ext",
                                "BasicConstraints:critical=ca:false",
                                "-ext",
                                "SubjectAlternativeName=ip:127.0.0.1,dns:localhost"));
            } finally {
                Folders.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a certificate", e);
        }
    }
}
