package dev.keydesk.browser.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@link ScreenPicturesTest} has taken is in the README. This needs no browser. */
class ReadmePicturesTest {
    private static final Path PICTURES = Path.of("docs/pictures");

    @Test
    void the_readme_shows_all_of_them_and_they_are_small() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        long together = 0;
        for (var scene : ScreenPicturesTest.SCENES) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var picture = PICTURES.resolve(ScreenPicturesTest.name(scene, scheme));
                assertThat(readme).contains(picture.toString());
                together += Files.size(picture);
            }
        }
        assertThat(together).isLessThan(ScreenPicturesTest.LARGEST_TOGETHER);
    }
}
