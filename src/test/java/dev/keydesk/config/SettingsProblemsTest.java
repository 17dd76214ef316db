package dev.keydesk.config;

import static dev.keydesk.config.Environments.with;
import static dev.keydesk.config.Environments.without;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class SettingsProblemsTest {
    private static final String POSTGRES = "jdbc:postgresql://db/keydesk?sslmode=require";

    @Test
    void all_problems_are_printed_together() {
        var environment = without("AZURE_TENANT_ID");
        environment.put("KEYDESK_COFNIG", "30");
        assertThat(problems(environment).print())
                .isEqualTo(
                        """
                        2 settings need attention:
                          AZURE_TENANT_ID is missing. Copy "Directory (tenant) ID" from the Entra overview page.
                          KEYDESK_COFNIG is not a setting. Did you mean KEYDESK_CONFIG?\
                        """);
    }

    @Test
    void one_problem_is_one_setting() {
        assertThat(problems(with("PORT", "http")).print())
                .isEqualTo(
                        """
                        1 setting needs attention:
                          PORT is not a port. Write a whole number from 1 to 65535, or 0 for any free port.\
                        """);
    }

    @Test
    void an_empty_environment_names_everything_that_is_needed() {
        assertThat(problems(Map.of()).sentences())
                .containsExactly(
                        "SLACK_BOT_TOKEN is missing. Copy \"Bot User OAuth Token\" from OAuth &"
                                + " Permissions of your app at https://api.slack.com/apps.",
                        "SLACK_SIGNING_SECRET is missing. Copy \"Signing Secret\" from Basic"
                                + " Information of your app at https://api.slack.com/apps.",
                        "AZURE_TENANT_ID is missing. Copy \"Directory (tenant) ID\" from the Entra"
                                + " overview page.",
                        "AZURE_CLIENT_ID is missing. Copy \"Application (client) ID\" of the desk's"
                                + " own app registration, or \"Client ID\" of its managed"
                                + " identity.",
                        "Nothing says how to sign in to Entra. Set one of"
                                + " AZURE_FEDERATED_TOKEN_FILE, KEYDESK_MANAGED_IDENTITY=yes,"
                                + " AZURE_CLIENT_CERTIFICATE_PATH or AZURE_CLIENT_SECRET.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            textBlock =
                    """
                    SLACK_SIGNING_SECRET | ``                 | is empty. Copy "Signing Secret" from
                    SLACK_SIGNING_SECRET | `  `               | is blank. Copy "Signing Secret" from
                    SLACK_SIGNING_SECRET | ---                | is not a signing secret of Slack, which is a line of 32 letters and digits.
                    SLACK_SIGNING_SECRET | xoxb-1-2-3456789-0 | is not a signing secret of Slack, which is a line of 32 letters and digits.
                    SLACK_SIGNING_SECRET | xapp-1-2-3456789-0 | is not a signing secret of Slack, which is a line of 32 letters and digits.
                    SLACK_BOT_TOKEN      | xoxp-1-2           | is not a bot token, which starts with xoxb-.
                    SLACK_BOT_TOKEN      | xoxb-              | is not a bot token, which starts with xoxb-.
                    SLACK_BOT_TOKEN      | xoxe.xoxb-1-2      | is a rotating token, which expires after hours, and Keydesk does not renew it.
                    SLACK_BOT_TOKEN      | xoxe-1-2           | is a rotating token, which expires after hours, and Keydesk does not renew it.
                    SLACK_BOT_TOKEN      | "xoxb-1"           | is in quotes. They are part of the value here; take them out.
                    SLACK_BOT_TOKEN      | 'xoxb-1'           | is in quotes. They are part of the value here; take them out.
                    SLACK_BOT_TOKEN      | ` xoxb-1`          | has a space before or after it. Take it out.
                    AZURE_CLIENT_SECRET  | 33333333-aaaa-4aaa-8aaa-111111111111 | is the ID of a client secret. Copy its "Value" instead; Entra shows it only once.
                    AZURE_TENANT_ID      | contoso.com        | is not an id such as 00000000-0000-0000-0000-000000000000. Copy
                    AZURE_TENANT_ID      | 1-1-1-1-1          | is not an id such as 00000000-0000-0000-0000-000000000000. Copy
                    AZURE_AUTHORITY_HOST | http://localhost   | must begin with https; Microsoft's library takes nothing else.
                    AZURE_AUTHORITY_HOST | login.example.com  | is not a web address. Write it like https://example.com/path, without a user name, a ? or a #.
                    KEYDESK_TRUSTED_PROXIES | proxy.example.com | is not a list of addresses. Write addresses and ranges with commas between, such as 10.0.0.0/8,192.0.2.7; a name is not an address.
                    KEYDESK_TRUSTED_PROXIES | 10.0.0.0/33    | is not a list of addresses. Write addresses and ranges with commas between, such as 10.0.0.0/8,192.0.2.7; a name is not an address.
                    KEYDESK_TRUSTED_PROXIES | 10.0.0.1,,10.0.0.2 | is not a list of addresses. Write addresses and ranges with commas between, such as 10.0.0.0/8,192.0.2.7; a name is not an address.
                    KEYDESK_PUBLIC_URL   | http://example.com | must begin with https. Only localhost, 127.0.0.1 and [::1] may be http.
                    KEYDESK_SLACK_API_URL | http://127.0.0.1.evil.example/api/ | must begin with https. Only localhost, 127.0.0.1 and [::1] may be http.
                    KEYDESK_GRAPH_URL    | http://10.0.0.1/   | must begin with https. Only localhost, 127.0.0.1 and [::1] may be http.
                    KEYDESK_GRAPH_URL    | https://me:canary@example.com | is not a web address. Write it like https://example.com/path, without a user name, a ? or a #.
                    KEYDESK_DATABASE_URL | jdbc:postgresql://db/keydesk?password=canary | has a user or a password in it, and it is printed in places. Write them into KEYDESK_DATABASE_USER and KEYDESK_DATABASE_PASSWORD, and the address like jdbc:postgresql://db.example.com:5432/keydesk.
                    KEYDESK_DATABASE_URL | jdbc:postgresql://db/keydesk?ssl=true&sslPassword=canary | has a user or a password in it, and it is printed in places. Write them into
                    KEYDESK_DATABASE_URL | jdbc:postgresql://me:canary@db/keydesk | has a user or a password in it, and it is printed in places. Write them into
                    KEYDESK_DATABASE_URL | jdbc:postgresql://db/keydesk?user=me | has a user or a password in it, and it is printed in places. Write them into
                    KEYDESK_DATABASE_URL | jdbc:postgresql:keydesk | is not the address of a PostgreSQL database. Write it like jdbc:postgresql://db.example.com:5432/keydesk, with options such as ?sslmode=verify-full after it.
                    KEYDESK_DATABASE_URL | jdbc:postgresql://db/ | is not the address of a PostgreSQL database.
                    KEYDESK_DATABASE_URL | postgresql://db/keydesk | is not the address of a PostgreSQL database.
                    KEYDESK_DATABASE_URL | postgres://me:canary@db/keydesk | has a user or a password in it, and it is printed in places.
                    KEYDESK_DATABASE_URL | keydesk.db         | is not a database Keydesk knows. Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db. For PostgreSQL, write jdbc:postgresql://db.example.com:5432/keydesk.
                    KEYDESK_DATABASE_URL | jdbc:sqlite:       | names no file, so a restart would lose every request. Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db.
                    KEYDESK_DATABASE_URL | jdbc:sqlite::memory: | names no file, so a restart would lose every request. Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db.
                    KEYDESK_DATABASE_URL | jdbc:sqlite:file::memory: | names no file, so a restart would lose every request. Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db.
                    KEYDESK_DATABASE_URL | jdbc:sqlite:a.db?synchronous=OFF | has options after a ?, and Keydesk sets SQLite's options itself. Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db.
                    KEYDESK_TRUST_STORE  | /no/such/file      | names a file that is not there or that Keydesk may not read. A relative path starts in the folder Keydesk was started in.
                    KEYDESK_TRUST_STORE  | /                  | names a file that is not there or that Keydesk may not read. A relative path starts in the folder Keydesk was started in.
                    KEYDESK_MANAGED_IDENTITY | true           | is neither yes nor no.
                    PORT                 | -1                 | is not a port. Write a whole number from 1 to 65535, or 0 for any free port.
                    PORT                 | 65536              | is not a port. Write a whole number from 1 to 65535, or 0 for any free port.
                    PORT                 | 99999999999        | is not a port. Write a whole number from 1 to 65535, or 0 for any free port.
                    """)
    void a_value_of_the_wrong_form_gets_a_sentence(String name, String value, String sentence) {
        assertThat(problems(with(name, value)).sentences().getFirst())
                .startsWith(name + " " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0007b", "a\nb", "a\u200bb", "a\ufeffb", "a\u202eb"})
    void an_invisible_character_is_named_by_its_place(String value) {
        assertThat(problems(with("KEYDESK_CONFIG", value)).sentences())
                .containsExactly(
                        "KEYDESK_CONFIG has an invisible character at position 2. Take it out.");
    }

    @Test
    void a_line_break_at_the_end_is_named() {
        assertThat(problems(with("SLACK_BOT_TOKEN", "xoxb-1\n")).sentences().getFirst())
                .startsWith("SLACK_BOT_TOKEN ends with a line break. Take it out. Copy");
    }

    @Test
    void postgresql_asks_who_the_desk_is() {
        assertThat(problems(with("KEYDESK_DATABASE_URL", POSTGRES)).sentences())
                .containsExactly(
                        "KEYDESK_DATABASE_USER is missing. PostgreSQL needs a user name; use a user"
                                + " that owns the database.");
    }

    @Test
    void a_file_has_no_password() {
        assertThat(problems(with("KEYDESK_DATABASE_PASSWORD", "canary")).sentences())
                .containsExactly(
                        "KEYDESK_DATABASE_USER and KEYDESK_DATABASE_PASSWORD are for PostgreSQL,"
                                + " and KEYDESK_DATABASE_URL names a file. Remove them, or write"
                                + " jdbc:postgresql://db.example.com:5432/keydesk.");
    }

    @Test
    void two_ways_to_sign_in_are_one_too_many() {
        assertThat(problems(with("KEYDESK_MANAGED_IDENTITY", "yes")).sentences())
                .containsExactly(
                        "KEYDESK_MANAGED_IDENTITY and AZURE_CLIENT_SECRET each say how to sign in"
                                + " to Entra, and Keydesk does not guess. Keep one.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0",
                "https://127.0.0.1.evil.example/v1.0",
                "https://localhost.evil.example/v1.0",
                "https://evil.example/localhost",
                "https://0.0.0.0/v1.0",
            })
    void a_fixed_token_never_leaves_this_machine(String graph) {
        var environment = without("AZURE_CLIENT_SECRET");
        environment.put("KEYDESK_GRAPH_TOKEN", "canary");
        environment.put("KEYDESK_GRAPH_URL", graph);
        assertThat(problems(environment).sentences())
                .containsExactly(
                        "KEYDESK_GRAPH_TOKEN is accepted only while KEYDESK_GRAPH_URL is on this"
                                + " machine (localhost, 127.0.0.1 or [::1]). Take the token out and"
                                + " sign in another way.");
    }

    @ParameterizedTest
    @CsvSource({
        "KEYDESK_PORT, 80, KEYDESK_PORT is not a setting. Did you mean PORT?",
        "keydesk_config, x, keydesk_config is not a setting. Did you mean KEYDESK_CONFIG?",
        "KEYDESK_GRAPH_TOKN, canary, KEYDESK_GRAPH_TOKN is not a setting. Did you mean"
                + " KEYDESK_GRAPH_TOKEN?",
        "KEYDESK_SLACK_BOT_TOKEN, xoxb-canary, KEYDESK_SLACK_BOT_TOKEN is not a setting. Did you"
                + " mean SLACK_BOT_TOKEN?",
        "KEYDESK_WEATHER, on, KEYDESK_WEATHER is not a setting. Take it out; the README lists"
                + " all settings.",
        "KEYDESK_, x, KEYDESK_ is not a setting. Take it out; the README lists all settings.",
    })
    void an_unknown_name_gets_a_suggestion(String name, String value, String sentence) {
        assertThat(problems(with(name, value)).sentences())
                .containsExactly(sentence.replaceAll("\\s+", " "));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void no_sentence_repeats_a_value(Setting setting) {
        for (String core : List.of("canary", "7391", "on", "yes-canary")) {
            for (String around : List.of("%s", "\"%s\"", " %s ", "xoxp-%s", "%s\n")) {
                var environment = new TreeMap<String, String>();
                environment.put(setting.name(), around.formatted(core));
                environment.put("KEYDESK_PIN", around.formatted(core));
                var printed = problems(environment).print();
                assertThat(printed).contains("KEYDESK_PIN is not a setting.");
                assertThat(printed).doesNotContain("canary", "7391", "KEYDESK_PIN=");
            }
        }
    }

    @Test
    void problems_have_no_stack_trace_and_no_cause() {
        var problems = problems(Map.of());
        assertThat(problems.getStackTrace()).isEmpty();
        assertThat(problems).hasNoCause();
    }

    private static Problems problems(Map<String, String> environment) {
        return catchThrowableOfType(Problems.class, () -> Settings.read(environment));
    }
}
