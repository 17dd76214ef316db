package dev.keydesk.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All settings for the operator: as the README's table, and with the values in effect for the
 * {@code check} command. The value of a secret is never shown.
 */
public final class SettingsTable {
    private SettingsTable() {}

    /** Where the value in effect comes from. */
    public enum From {
        SET,
        DEFAULT,
        NOT_SET
    }

    /** One setting and what may be shown of its value. */
    public record Line(String name, String shown, From from) {}

    /** Returns the table of the README in Markdown, with a line break after each line. */
    public static String markdown() {
        return Arrays.stream(Setting.values())
                .map(SettingsTable::row)
                .collect(
                        Collectors.joining(
                                "", "| Name | Default | What it is |\n|---|---|---|\n", ""));
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s |\n"
                .formatted(setting.name(), whenLeftOut(setting), setting.description());
    }

    private static String whenLeftOut(Setting setting) {
        return switch (setting.need()) {
            case Setting.Need.Required _ -> "*required*";
            case Setting.Need.NotNeeded _ -> "";
            case Setting.Need.Default(var text) -> "`" + text + "`";
        };
    }

    /** Returns every setting with the value in effect, in the order of the table. */
    public static List<Line> effective(Map<String, String> environment) {
        return Arrays.stream(Setting.values()).map(setting -> line(setting, environment)).toList();
    }

    private static Line line(Setting setting, Map<String, String> environment) {
        return new Line(setting.name(), shown(setting, environment), from(setting, environment));
    }

    private static From from(Setting setting, Map<String, String> environment) {
        if (setting.writtenIn(environment).isPresent()) {
            return From.SET;
        }
        return setting.valueIn(environment).isPresent() ? From.DEFAULT : From.NOT_SET;
    }

    private static String shown(Setting setting, Map<String, String> environment) {
        // An unusable value may be a secret that was pasted into the wrong line.
        if (setting.problemIn(environment).isPresent()) {
            return "(needs attention)";
        }
        return setting.valueIn(environment).map(setting::shown).orElse("");
    }
}
