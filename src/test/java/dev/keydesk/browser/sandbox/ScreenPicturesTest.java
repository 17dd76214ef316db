package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the pictures of the README from the scenes. They go to {@code target/pictures}, or to the
 * folder that {@code -Dkeydesk.pictures} names.
 */
class ScreenPicturesTest extends SandboxStory {
    static final List<String> SCENES = List.of("asked", "shown");

    /** What stands beside Slack in the picture of a scene. */
    private static final Map<String, String> BESIDE = Map.of("asked", "Desk", "shown", "Entra");

    static final int LARGEST_TOGETHER = 300_000;

    @Test
    void the_pictures_of_the_readme_are_taken_from_the_scenes() throws IOException {
        var there =
                Files.createDirectories(
                        Path.of(System.getProperty("keydesk.pictures", "target/pictures")));
        long together = 0;
        for (var scene : SCENES) {
            var window = scene(scene);
            assertThat(window.find("#messages article")).not().hasCount(0);
            window.looksAt(BESIDE.getOrDefault(scene, "Desk"));
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                together += take(window, scheme, there.resolve(name(scene, scheme)));
            }
        }
        assertThat(together).isLessThan(LARGEST_TOGETHER);
    }

    private static long take(Window window, ColorScheme scheme, Path to) throws IOException {
        window.page()
                .emulateMedia(
                        new com.microsoft.playwright.Page.EmulateMediaOptions()
                                .setColorScheme(scheme));
        return Files.size(Files.write(to, FewColours.png(window.page().screenshot())));
    }

    static String name(String scene, ColorScheme scheme) {
        return "%s-%s.png".formatted(scene, scheme.name().toLowerCase(Locale.ROOT));
    }
}
