package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.Folders;
import dev.keydesk.sandbox.IssuedCertificate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The certificate of the simulated sign-in on 127.0.0.1, because azure-identity uses HTTPS only.
 * All worlds of a process share one, because it takes a fifth of a second to make.
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
            // Only its owner can open it.
            var folder = Files.createTempDirectory("keydesk-sandbox-certificate-");
            try {
                return IssuedCertificate.make(
                        folder.resolve("keys"),
                        "login",
                        // The usual curve P-256 first computes tables, for a tenth of a second.
                        // Clients compare the dates with the machine's clock while the sandbox's
                        // may be a simulated one, so it is valid in every year in which a story is
                        // played.
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
