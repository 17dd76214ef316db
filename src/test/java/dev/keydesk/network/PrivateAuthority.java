package dev.keydesk.network;

import dev.keydesk.sandbox.IssuedCertificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A company's own authority, which signs the certificates of its servers; no Java knows it. */
public final class PrivateAuthority {
    private final Path store;
    private final IssuedCertificate own;
    private final Map<String, IssuedCertificate> issued = new HashMap<>();

    /**
     * @param folder for its keys
     */
    public PrivateAuthority(Path folder) {
        store = folder.resolve("authority");
        own =
                make(
                        "authority",
                        -2,
                        4,
                        "-dname",
                        "CN=a company of its own",
                        "-ext",
                        "BasicConstraints:critical=ca:true");
    }

    /** For these hosts, and good today. */
    public IssuedCertificate issue(String... hosts) {
        return issue(-1, 2, hosts);
    }

    /**
     * The same, good for so many days.
     *
     * @param firstDay when they begin, in days from now
     */
    public IssuedCertificate issue(int firstDay, int days, String... hosts) {
        var names =
                Arrays.stream(hosts)
                        .map(it -> (it.matches("[0-9.]+") ? "ip:" : "dns:") + it)
                        .collect(Collectors.joining(","));
        return issued.computeIfAbsent(
                "%s from %s for %s".formatted(names, firstDay, days),
                alias ->
                        make(
                                alias,
                                firstDay,
                                days,
                                "-dname",
                                "CN=a server",
                                "-signer",
                                "authority",
                                "-ext",
                                "SubjectAlternativeName=" + names));
    }

    private IssuedCertificate make(String alias, int firstDay, int days, String... options) {
        var all =
                List.of(
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-startdate",
                        "%+dd".formatted(firstDay),
                        "-validity",
                        Integer.toString(days));
        return IssuedCertificate.make(
                store, alias, Stream.concat(all.stream(), Arrays.stream(options)).toList());
    }

    /** What an operator gives to KEYDESK_TRUST_STORE. */
    public Path writeTrustStore(Path folder) throws IOException {
        return Files.writeString(folder.resolve("authority.pem"), own.pem());
    }
}
