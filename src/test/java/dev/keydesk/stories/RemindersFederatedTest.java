package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A desk that signs in without a key of its own has none whose end would stop it. */
class RemindersFederatedTest extends OwnKeyStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                settings -> federated(settings, in.resolve("token")));
    }

    private static Map<String, String> federated(Map<String, String> settings, Path token) {
        var changed = new HashMap<>(settings);
        changed.remove("AZURE_CLIENT_SECRET");
        changed.put("AZURE_FEDERATED_TOKEN_FILE", written(token).toString());
        return changed;
    }

    private static Path written(Path token) {
        var header = base64("{\"alg\":\"RS256\"}");
        var claims = base64("{\"iss\":\"https://cluster.test\",\"aud\":\"api://exchange\"}");
        try {
            return Files.writeString(token, "%s.%s.%s".formatted(header, claims, base64("signed")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_secret_from_before_that_ends_calls_nobody() {
        inUseEnds(3);
        another("left over", 400, 2);
        daysPass(1);

        assertThat(toldToOperators())
                .singleElement()
                .asString()
                .contains("the desk's own", "left over")
                .doesNotContain("<!channel>", "desk's own credential");
    }
}
