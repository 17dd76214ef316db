package dev.keydesk.network;

import dev.keydesk.config.Settings.Proxy;
import dev.keydesk.network.NetworkTrouble.Kind;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds out why a connection failed, from the exceptions of three libraries. They wrap the JDK's
 * exceptions in their own, so the whole chain is searched.
 */
final class NetworkDiagnosis {
    private static final int DEEP_ENOUGH = 20;

    /** OkHttp reports the proxy's status only in this text. */
    private static final Pattern CONNECT_ANSWER =
            Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    private final NetworkPath path;
    private final List<Throwable> chain;

    private NetworkDiagnosis(NetworkPath path, List<Throwable> chain) {
        this.path = path;
        this.chain = chain;
    }

    static Optional<NetworkTrouble> of(NetworkPath path, Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (@Nullable Throwable link = failure;
                link != null && chain.size() < DEEP_ENOUGH;
                link = link.getCause()) {
            chain.add(link);
        }
        var networkDiagnosis = new NetworkDiagnosis(path, chain);
        return networkDiagnosis
                .certificate()
                .or(networkDiagnosis::proxy)
                .or(networkDiagnosis::line);
    }

    private Optional<NetworkTrouble> certificate() {
        if (met(CertificateExpiredException.class) || reason(BasicReason.EXPIRED)) {
            return Optional.of(notValidNow("has expired. Renew it on that server"));
        }
        if (met(CertificateNotYetValidException.class) || reason(BasicReason.NOT_YET_VALID)) {
            return Optional.of(notValidNow("is not valid yet"));
        }
        if (met(CertPathBuilderException.class) || met(CertPathValidatorException.class)) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.CERTIFICATE_NOT_TRUSTED,
                            ("The certificate of %s is not trusted: no authority the desk knows has"
                                 + " signed it. If a proxy decrypts the traffic, or the server has"
                                 + " a certificate of your own authority, add the certificate of"
                                 + " that authority to the file that KEYDESK_TRUST_STORE names.")
                                    .formatted(path.place())));
        }
        if (met(SSLPeerUnverifiedException.class)
                || met(CertificateException.class)
                // PostgreSQL's driver checks the name itself, unless Keydesk does.
                || says("could not be verified by hostnameverifier")) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.CERTIFICATE_OF_ANOTHER_NAME,
                            ("The certificate of %s is for another name. Use the name in the"
                                 + " certificate, or give the server a certificate for this name.")
                                    .formatted(path.place())));
        }
        // A server that speaks first, such as a mail server, does not speak TLS either; OkHttp has
        // its own message for it.
        return met(SSLException.class) || says("TLS tunnel buffered too many bytes")
                ? Optional.of(
                        new NetworkTrouble(
                                Kind.NO_TLS,
                                ("%s does not speak TLS, or only versions that the desk does not"
                                     + " support. Check host and port, and whether a device in"
                                     + " between interrupts TLS.")
                                        .formatted(path.place())))
                : Optional.empty();
    }

    private NetworkTrouble notValidNow(String how) {
        return new NetworkTrouble(
                Kind.CERTIFICATE_NOT_VALID_NOW,
                "The certificate of %s %s; or this machine's clock is wrong."
                        .formatted(path.place(), how));
    }

    private Optional<NetworkTrouble> proxy() {
        return path.proxy().flatMap(this::proxy);
    }

    private Optional<NetworkTrouble> proxy(Proxy proxy) {
        var name = proxy.host() + ":" + proxy.port();
        var refusal = first(ProxyRefusal.class);
        // Tinyproxy answers 401 to a wrong login.
        if (refusal.isEmpty() && connectAnswer().filter("401"::equals).isPresent()) {
            refusal = Optional.of(new ProxyRefusal(401, true, proxy.login().isPresent()));
        }
        if (refusal.isPresent()) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.PROXY_WANTS_PASSWORD,
                            ("The proxy %s " + wants(refusal.get()))
                                    .formatted(name, refusal.get().status())));
        }
        var status = connectAnswer();
        if (status.isPresent()) {
            return Optional.of(answered(name, status.get()));
        }
        if (met(UnknownHostException.class)) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.PROXY_NAME_NOT_KNOWN,
                            "No name server knows the proxy %s. Check the host in HTTPS_PROXY."
                                    .formatted(name)));
        }
        return met(ConnectException.class)
                        || met(NoRouteToHostException.class)
                        || says("Connect timed out")
                ? Optional.of(
                        new NetworkTrouble(
                                Kind.PROXY_NOT_REACHED,
                                ("The proxy %s cannot be reached. Check whether it is running, and"
                                                + " host and port in HTTPS_PROXY.")
                                        .formatted(name)))
                : Optional.empty();
    }

    private static String wants(ProxyRefusal refusal) {
        if (!refusal.takesLogin()) {
            return "wants a kind of sign-in that the desk does not support (%s). Let the proxy"
                    + " accept a user and a password, or let the desk through without a"
                    + " sign-in.";
        }
        return refusal.loginWasSent()
                ? "does not accept the user and password in HTTPS_PROXY (%s). Check them; special"
                        + " characters are percent-encoded there, such as %%40 for an @."
                : "wants a user and a password (%s). Write them into HTTPS_PROXY, as in"
                        + " http://user:password@proxy.example.com:3128.";
    }

    private Optional<String> connectAnswer() {
        return chain.stream()
                .map(link -> CONNECT_ANSWER.matcher(String.valueOf(link.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private NetworkTrouble answered(String proxy, String status) {
        return status.startsWith("5")
                ? new NetworkTrouble(
                        Kind.PROXY_GETS_NO_FURTHER,
                        ("The proxy %s does not reach %s itself (%s). Look at that proxy's log; if"
                             + " the server is in your own network, name it in NO_PROXY.")
                                .formatted(proxy, path.place(), status))
                : new NetworkTrouble(
                        Kind.PROXY_BLOCKS,
                        ("The proxy %s does not let the desk through to %s (%s). Ask the operator"
                                        + " of the proxy to allow that host.")
                                .formatted(proxy, path.place(), status));
    }

    private Optional<NetworkTrouble> line() {
        var through = path.proxy().map(it -> ", through the proxy,").orElse("");
        if (met(UnknownHostException.class)) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.NAME_NOT_KNOWN,
                            "No name server knows %s. Check the name.%s"
                                    .formatted(
                                            path.host(),
                                            setProxy(
                                                    "Where only a proxy knows the names of the"
                                                            + " internet"))));
        }
        if (met(NoRouteToHostException.class) || says("Network is unreachable")) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.NO_ROUTE,
                            "The network has no route to %s. Check the network and the firewall."
                                    .formatted(path.place())));
        }
        if (met(ConnectException.class) && !says("timed out")) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.REFUSED,
                            ("%s refused the connection: the machine is there, but nothing listens"
                                 + " on the port. Check host and port, and whether the server is"
                                 + " running.")
                                    .formatted(path.place())));
        }
        if (met(InterruptedIOException.class) || says("timed out")) {
            return Optional.of(
                    new NetworkTrouble(
                            Kind.TIMED_OUT,
                            "%s%s did not answer in time. Check whether the firewall allows the connection.%s"
                                    .formatted(
                                            path.place(),
                                            through,
                                            setProxy("Where a proxy leads to the internet"))));
        }
        return met(EOFException.class) || met(SocketException.class) || says("unexpected end of")
                ? Optional.of(
                        new NetworkTrouble(
                                Kind.HUNG_UP,
                                ("%s%s closed the connection too early. Check whether a firewall or"
                                                + " a proxy closes connections.")
                                        .formatted(path.place(), through)))
                : Optional.empty();
    }

    private String setProxy(String where) {
        return path.isOfTheWeb() && path.proxy().isEmpty()
                ? " " + where + ", set HTTPS_PROXY."
                : "";
    }

    private boolean met(Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    private <T extends Throwable> Optional<T> first(Class<T> kind) {
        return chain.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private boolean says(String words) {
        return chain.stream().anyMatch(link -> String.valueOf(link.getMessage()).contains(words));
    }

    private boolean reason(BasicReason reason) {
        return chain.stream()
                .anyMatch(link ->
                        link instanceof CertPathValidatorException invalid
                                && invalid.getReason() == reason);
    }
}
