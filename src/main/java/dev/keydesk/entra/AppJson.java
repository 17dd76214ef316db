package dev.keydesk.entra;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads app registrations from Graph's answers, one at a time: the SDK's own objects of a page of
 * 999 apps weigh more than the whole index.
 */
final class AppJson {
    /** What we ask Graph for, about one app. */
    static final String[] SELECT = {
        "id", "appId", "displayName", "signInAudience", "tags", "passwordCredentials"
    };

    /**
     * The same with certificates. Graph answers 150 such requests a minute at most, for the whole
     * tenant, so those who wait for an answer do without.
     */
    static final String[] SELECT_ALL = {
        "id",
        "appId",
        "displayName",
        "signInAudience",
        "tags",
        "passwordCredentials",
        "keyCredentials"
    };

    /**
     * Secrets without an end exist only in theory; one that cannot expire must not look expired.
     */
    private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private AppJson() {}

    /**
     * @throws IOException if the answer is no list of app registrations; an empty list is one, an
     *     empty answer is not
     */
    static AppPage page(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Optional<List<AppRegistration>> apps = Optional.empty();
            Optional<URI> next = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var start = parser.nextToken();
                switch (field) {
                    case "value" -> apps = Optional.of(apps(parser, start));
                    case "@odata.nextLink" -> next = Optional.of(URI.create(parser.getText()));
                    default -> parser.skipChildren();
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT && apps.isPresent());
            return new AppPage(apps.get(), next);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new Unreadable();
        }
    }

    private static List<AppRegistration> apps(JsonParser parser, JsonToken start)
            throws IOException {
        require(start == JsonToken.START_ARRAY);
        var apps = new ArrayList<AppRegistration>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            apps.add(app(JSON.readTree(parser)));
        }
        require(parser.currentToken() == JsonToken.END_ARRAY);
        return List.copyOf(apps);
    }

    static AppRegistration one(InputStream in) throws IOException {
        try (in) {
            return app(JSON.readTree(in));
        } catch (DateTimeException unreadable) {
            throw new Unreadable();
        }
    }

    private static AppRegistration app(JsonNode json) throws IOException {
        var secrets = new ArrayList<Secret>();
        for (var secret : json.path("passwordCredentials")) {
            secrets.add(secret(secret));
        }
        var certificates = new ArrayList<Certificate>();
        for (var certificate : json.path("keyCredentials")) {
            certificates.add(certificate(certificate));
        }
        var tags = new ArrayList<String>();
        json.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new AppRegistration(
                required(json, "id"),
                required(json, "appId"),
                json.path("displayName").asText(""),
                // A tenant has four of these among all its apps.
                json.path("signInAudience").asText("").intern(),
                tags,
                secrets,
                certificates);
    }

    private static Secret secret(JsonNode json) throws IOException {
        return new Secret(
                required(json, "keyId"),
                text(json, "displayName"),
                text(json, "hint"),
                instant(json, "startDateTime").orElse(Instant.EPOCH),
                instant(json, "endDateTime").orElse(NO_END));
    }

    private static Certificate certificate(JsonNode json) throws IOException {
        return new Certificate(
                required(json, "keyId"),
                text(json, "displayName"),
                instant(json, "startDateTime").orElse(Instant.EPOCH),
                instant(json, "endDateTime").orElse(NO_END));
    }

    private static String required(JsonNode json, String field) throws IOException {
        return text(json, field).orElseThrow(Unreadable::new);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        return text(json, field).map(text -> OffsetDateTime.parse(text).toInstant());
    }

    private static void require(boolean expected) throws Unreadable {
        if (!expected) {
            throw new Unreadable();
        }
    }

    /** JSON, perhaps, but not what was asked for. */
    static final class Unreadable extends IOException {}
}
