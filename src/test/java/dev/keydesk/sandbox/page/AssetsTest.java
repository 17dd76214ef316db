package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The page's files: all there, all served, none that could run what somebody else wrote. */
class AssetsTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/keydesk/sandbox/page");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

    /** Each of these would turn text into code, or style that the policy forbids. */
    private static final Pattern UNSAFE =
            Pattern.compile(
                    "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|Function\\("
                            + "|createContextualFragment|DOMParser|srcdoc|javascript:");

    private final Assets assets = new Assets();

    @Test
    void every_file_of_the_folder_is_served_and_nothing_else() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Assets.NAMES);
        }
        assertThat(assets.find("/")).isEqualTo(assets.find("/index.html"));
        assertThat(assets.find("/PageServer.class")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_imports_what_is_served(String name) {
        var imports = IMPORT.matcher(text(name)).results().map(it -> it.group(1)).toList();

        assertThat(Assets.NAMES).containsAll(imports);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_makes_no_markup_from_text(String name) {
        assertThat(UNSAFE.matcher(text(name)).find()).isFalse();
    }

    @Test
    void the_document_holds_neither_code_nor_style_nor_anything_from_elsewhere() {
        var html = text("index.html");

        assertThat(html).doesNotContainPattern("<style|style=|\\son[a-z]+=|https?://");
        assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
    }

    static List<String> scripts() {
        return Assets.NAMES.stream().filter(name -> name.endsWith(".js")).toList();
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
