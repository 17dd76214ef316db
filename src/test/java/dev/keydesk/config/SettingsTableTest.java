package dev.keydesk.config;

import static dev.keydesk.config.Environments.complete;
import static dev.keydesk.config.Environments.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SettingsTable.From;
import dev.keydesk.config.SettingsTable.Line;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SettingsTableTest {
    @Test
    void the_table_has_one_row_for_each_setting() {
        List<String> lines = SettingsTable.markdown().lines().toList();
        assertThat(lines)
                .startsWith("| Name | Default | What it is |", "|---|---|---|")
                .hasSize(2 + Setting.values().length)
                .allMatch(line -> line.chars().filter(c -> c == '|').count() == 4);
        assertThat(SettingsTable.markdown())
                .contains("| `SLACK_BOT_TOKEN` | *required* | The bot token of your Slack app, ")
                .contains("| `PORT` | `3000` | The port to listen on, ")
                .contains("| `AZURE_CLIENT_SECRET` |  | Sign-in with a client secret: ")
                .endsWith("|\n");
    }

    @Test
    void every_setting_says_what_it_is_in_whole_sentences() {
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(setting.description()).matches("[A-Z].+\\."));
    }

    @Test
    void every_default_is_fine() {
        for (var setting : Setting.values()) {
            if (setting.need() instanceof Setting.Need.Default(var text)) {
                assertThat(setting.problemIn(Map.of(setting.name(), text))).isEmpty();
            }
        }
    }

    @Test
    void the_effective_values_say_where_they_come_from_and_hide_secrets() {
        assertThat(SettingsTable.effective(with("PORT", "8080")))
                .contains(
                        new Line("SLACK_BOT_TOKEN", "(hidden)", From.SET),
                        new Line("SLACK_APP_TOKEN", "", From.NOT_SET),
                        new Line("AZURE_TENANT_ID", Environments.TENANT, From.SET),
                        new Line("KEYDESK_CONFIG", "keydesk.yml", From.DEFAULT),
                        new Line("PORT", "8080", From.SET))
                .hasSize(Setting.values().length)
                .noneMatch(line -> line.shown().contains("canary"));
    }

    @Test
    void a_secret_in_the_wrong_line_is_not_shown_either() {
        assertThat(SettingsTable.effective(with("AZURE_CLIENT_ID", "abc8Q~canary")))
                .contains(new Line("AZURE_CLIENT_ID", "(needs attention)", From.SET));
        assertThat(SettingsTable.effective(complete()))
                .noneMatch(line -> line.shown().equals("(needs attention)"));
    }
}
