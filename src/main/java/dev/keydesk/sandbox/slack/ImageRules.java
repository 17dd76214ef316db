package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/** Slack's rules for images, which are blocks and elements. */
final class ImageRules {
    private static final Set<String> ELEMENT =
            Set.of("type", "image_url", "slack_file", "alt_text");
    private static final String FILE_ID = "^[F][A-Z0-9]{8,}$";

    private final Inspection inspection;

    ImageRules(Inspection inspection) {
        this.inspection = inspection;
    }

    void element(JsonNode image, String at) {
        inspection.object(image, at, ELEMENT, List.of("alt_text"), () -> source(image, at));
    }

    /** Checks what the block and the element have in common. */
    void source(JsonNode image, String at) {
        inspection.string(image, at, "alt_text", 1, 2000);
        inspection.webAddress(image, at, "image_url");
        if (image.has("slack_file")) {
            slackFile(image.path("slack_file"), at + "/slack_file");
        }
        if (image.has("image_url") == image.has("slack_file")) {
            inspection.nonsense("must define either `image_url` or `slack_file`", at);
        }
    }

    private void slackFile(JsonNode file, String at) {
        inspection.object(
                file,
                at,
                Set.of("id", "url"),
                List.of(),
                () -> {
                    inspection.pattern(file, at, "id", FILE_ID);
                    if (file.has("id") == file.has("url")) {
                        inspection.nonsense("must define either `id` or `url`", at);
                    }
                });
    }
}
