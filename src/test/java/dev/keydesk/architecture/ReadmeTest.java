package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SettingsTable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the front door promises is there. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    @Test
    void the_settings_table_is_the_one_the_program_prints() throws IOException {
        assertThat(readme()).contains(SettingsTable.markdown().strip());
    }

    @Test
    void the_two_commands_come_before_everything_else() throws IOException {
        var first = readme().substring(0, readme().indexOf("## What it does"));
        assertThat(first).contains("\nmvn -q compile exec:exec\n").contains("\nmvn verify\n");
    }

    @Test
    void every_link_leads_to_a_file_of_ours() throws IOException {
        var links = LINK.matcher(readme()).results().map(found -> found.group(1)).toList();
        assertThat(links).isNotEmpty().allMatch(link -> Files.exists(Path.of(link)));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
