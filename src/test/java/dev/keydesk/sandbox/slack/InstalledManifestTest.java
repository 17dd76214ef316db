package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class InstalledManifestTest {
    @TempDir Path folder;

    @Test
    void a_manifest_installs_what_it_names() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("manifest.yml"),
                        """
                        features:
                          app_home: { home_tab_enabled: true, messages_tab_enabled: false }
                          slash_commands:
                            - { command: /new-client-secret, should_escape: true }
                          shortcuts:
                            - { type: global, callback_id: new_client_secret }
                        oauth_config:
                          scopes:
                            bot: [commands, chat:write]
                        settings:
                          interactivity:
                            is_enabled: true
                            message_menu_options_url: https://bot.example/slack/events
                        """);

        Installation installation = Manifest.read(file);

        assertThat(installation.scopes()).containsExactlyInAnyOrder("commands", "chat:write");
        assertThat(installation.commands()).containsExactly("/new-client-secret");
        assertThat(installation.shortcuts()).containsExactly("new_client_secret");
        assertThat(installation.homeTab()).isTrue();
        assertThat(installation.messagesTab()).isFalse();
        assertThat(installation.optionsLoadUrl()).isTrue();
    }
}
