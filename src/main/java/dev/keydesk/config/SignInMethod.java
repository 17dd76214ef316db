package dev.keydesk.config;

import dev.keydesk.config.Settings.Credential;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The way to sign in to Entra that the operator chose: exactly one, never a guess.
 *
 * <p>Microsoft's default tries one source after another until one answers; on a developer's machine
 * that signs in with the developer's own rights. Here no choice, or two of them, is a problem at
 * the start. A managed identity leaves no trace in the environment, so it must be named.
 */
final class SignInMethod {
    private record Way(Setting setting, Function<String, Credential> credential) {}

    private static final List<Way> WAYS =
            List.of(
                    new Way(
                            Setting.AZURE_FEDERATED_TOKEN_FILE,
                            file -> new Credential.FederatedToken(Path.of(file))),
                    new Way(
                            Setting.KEYDESK_MANAGED_IDENTITY,
                            _ -> new Credential.ManagedIdentity()),
                    new Way(
                            Setting.AZURE_CLIENT_CERTIFICATE_PATH,
                            file -> new Credential.Certificate(Path.of(file))),
                    new Way(
                            Setting.AZURE_CLIENT_SECRET,
                            value -> new Credential.ClientSecret(SecretText.of(value))),
                    new Way(
                            Setting.KEYDESK_GRAPH_TOKEN,
                            value -> new Credential.FixedToken(SecretText.of(value))));

    private final Map<String, String> environment;
    private final List<Way> chosen;

    SignInMethod(Map<String, String> environment) {
        this.environment = environment;
        this.chosen = WAYS.stream().filter(way -> valueOf(way).isPresent()).toList();
    }

    private Optional<String> valueOf(Way way) {
        return way.setting().valueIn(environment).filter(value -> !value.equals("no"));
    }

    Optional<String> problem() {
        if (chosen.isEmpty()) {
            return Optional.of(
                    "Nothing says how to sign in to Entra. Set one of AZURE_FEDERATED_TOKEN_FILE,"
                            + " KEYDESK_MANAGED_IDENTITY=yes, AZURE_CLIENT_CERTIFICATE_PATH or"
                            + " AZURE_CLIENT_SECRET.");
        }
        if (chosen.size() > 1) {
            return Optional.of(
                    names()
                            + " each say how to sign in to Entra, and Keydesk does not guess."
                            + " Keep one.");
        }
        return Optional.empty();
    }

    private String names() {
        return chosen.stream()
                .map(way -> way.setting().name())
                .collect(Collectors.joining(" and "));
    }

    /** Returns the chosen credential; call it only if there are no problems. */
    Credential credential() {
        var way = chosen.getFirst();
        return way.credential().apply(valueOf(way).orElseThrow());
    }
}
