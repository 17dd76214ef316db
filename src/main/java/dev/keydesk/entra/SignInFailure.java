package dev.keydesk.entra;

import dev.keydesk.config.CertificateFile;
import dev.keydesk.config.Settings.Credential;
import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.config.Settings.Credential.FederatedToken;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.config.Settings.Credential.ManagedIdentity;
import dev.keydesk.entra.EntraFailure.Facts;
import dev.keydesk.entra.EntraFailure.NotAsked;
import dev.keydesk.network.NetworkTrouble;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/**
 * Explains why no token could be fetched. azure-identity hides Microsoft's code in long messages
 * that quote the answer; only the code is taken. What it throws for a wrong file differs from file
 * to file, so the file is checked.
 */
final class SignInFailure {
    static final String CALL = "token";

    private static final Pattern CODE = Pattern.compile("AADSTS\\d{4,9}");
    private static final int DEEP_ENOUGH = 20;

    private final Credential signsInWith;

    SignInFailure(Credential signsInWith) {
        this.signsInWith = signsInWith;
    }

    NotAsked of(Throwable trouble) {
        var code = code(trouble).or(() -> kind(trouble));
        var facts = new Facts(CALL, OptionalInt.empty(), code, Optional.empty(), "");
        return new NotAsked(
                facts,
                "The desk could not sign in to Entra, so nothing was changed. "
                        + NetworkTrouble.find(trouble)
                                .map(NetworkTrouble::sentence)
                                .or(this::fileTrouble)
                                .orElseGet(() -> advice(code)));
    }

    private Optional<String> fileTrouble() {
        return switch (signsInWith) {
            case Certificate(var pem) ->
                    CertificateFile.complaintAbout(pem)
                            .map("AZURE_CLIENT_CERTIFICATE_PATH %s"::formatted);
            case FederatedToken(var file) when !Files.isReadable(file) ->
                    Optional.of(
                            "AZURE_FEDERATED_TOKEN_FILE names a file that is not there or that"
                                    + " Keydesk may not read; the platform writes it.");
            case FederatedToken _, ClientSecret _, ManagedIdentity _, FixedToken _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> code(Throwable trouble) {
        for (var link : chain(trouble)) {
            var found = CODE.matcher(String.valueOf(link.getMessage()));
            if (found.find()) {
                return Optional.of(found.group());
            }
        }
        return Optional.empty();
    }

    /** The innermost exception tells what happened. */
    private static Optional<String> kind(Throwable trouble) {
        for (var link : chain(trouble)) {
            if (link instanceof SSLException) {
                return Optional.of("SSLException");
            }
        }
        return Optional.of(chain(trouble).getLast().getClass().getSimpleName());
    }

    private static List<Throwable> chain(Throwable trouble) {
        var links = new ArrayList<Throwable>();
        @Nullable Throwable link = trouble;
        while (link != null && links.size() < DEEP_ENOUGH) {
            links.add(link);
            link = link.getCause();
        }
        return links;
    }

    private static String advice(Optional<String> code) {
        return switch (code.orElse("")) {
            case "AADSTS7000215" ->
                    "AADSTS7000215: AZURE_CLIENT_SECRET is not right. Copy the secret's Value, not"
                            + " its Secret ID; Entra may need some minutes to accept a new one.";
            case "AADSTS7000222" ->
                    "AADSTS7000222: the desk's own client secret has expired. Make a new one and"
                            + " set AZURE_CLIENT_SECRET, or let the desk sign in without a secret.";
            case "AADSTS700016" ->
                    "AADSTS700016: the tenant knows no app with this client id. Compare"
                            + " AZURE_CLIENT_ID and AZURE_TENANT_ID with the app's overview page.";
            case "AADSTS90002", "AADSTS900023" ->
                    code.get()
                            + ": there is no such tenant. Compare AZURE_TENANT_ID with the overview"
                            + " page of Entra.";
            case "AADSTS700027", "AADSTS7000272" ->
                    code.get()
                            + ": the certificate does not fit the app. Upload the certificate of"
                            + " AZURE_CLIENT_CERTIFICATE_PATH under Certificates & secrets.";
            case "AADSTS70021", "AADSTS700211", "AADSTS700213" ->
                    code.get()
                            + ": no federated credential of the app fits the token in"
                            + " AZURE_FEDERATED_TOKEN_FILE. Compare its issuer and subject.";
            default ->
                    code.filter(text -> text.startsWith("AADSTS"))
                            .map(text ->
                                    text
                                            + ": Microsoft explains the code at"
                                            + " https://login.microsoftonline.com/error.")
                            .orElse(
                                    "It is not known why ("
                                            + code.orElse("no answer")
                                            + "). `keydesk check` tests the connection and each"
                                            + " setting.");
        };
    }
}
