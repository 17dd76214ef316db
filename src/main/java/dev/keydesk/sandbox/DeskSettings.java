package dev.keydesk.sandbox;

import dev.keydesk.config.Settings;
import dev.keydesk.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings that the company's operator gives Keydesk: environment variables and a rules file.
 */
final class DeskSettings {
    private DeskSettings() {}

    static Map<String, String> of(Company company, Gateway gateway, Path folder) {
        var settings = new HashMap<String, String>();
        var slack = company.slack();
        settings.put("SLACK_BOT_TOKEN", slack.botToken().reveal());
        settings.put("SLACK_SIGNING_SECRET", slack.signingSecret().reveal());
        settings.put("KEYDESK_SLACK_API_URL", slack.apiUrl().toString());
        settings.put("AZURE_TENANT_ID", company.tenantId());
        settings.put("AZURE_CLIENT_ID", company.deskClientId());
        settings.put("AZURE_CLIENT_SECRET", company.deskSecret().reveal());
        settings.put("AZURE_AUTHORITY_HOST", company.entra().authorityHost().toString());
        settings.put("KEYDESK_GRAPH_URL", company.entra().graphUrl().toString());
        settings.put("KEYDESK_TRUST_STORE", company.entra().writeTrustStore(folder).toString());
        settings.put("KEYDESK_DATABASE_URL", databaseUrl(folder));
        settings.put("KEYDESK_CONFIG", rulesFile(folder).toString());
        settings.put("KEYDESK_PUBLIC_URL", gateway.address().toString());
        // The gateway adds the caller's address.
        settings.put("KEYDESK_TRUSTED_PROXIES", "127.0.0.1");
        settings.put("PORT", "0");
        return settings;
    }

    private static String databaseUrl(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("keydesk.db");
    }

    /** Creates the database and its tables in advance, as Keydesk does at its start. */
    static void makeTables(Path folder) {
        Store.open(new Settings.Database(databaseUrl(folder))).close();
    }

    static void writeRules(Path folder, String text) {
        try {
            Files.writeString(rulesFile(folder), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path rulesFile(Path folder) {
        return folder.resolve("keydesk.yml");
    }
}
