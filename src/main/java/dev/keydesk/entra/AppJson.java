package dev.keydesk.entra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.keydesk.entra.AppRegistration.Certificate;
import dev.keydesk.entra.AppRegistration.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads app registrations from Graph's answers as they stream in: the SDK's own objects of a page
 * of 999 apps weigh more than the whole index, and a scan of a large tenant is mostly this.
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

    private static final JsonFactory JSON = new JsonFactory();

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
            apps.add(app(parser));
        }
        require(parser.currentToken() == JsonToken.END_ARRAY);
        return List.copyOf(apps);
    }

    static AppRegistration one(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            return app(parser);
        } catch (DateTimeException unreadable) {
            throw new Unreadable();
        }
    }

    /** What the object at hand says; fields nobody asked for are passed over. */
    private static AppRegistration app(JsonParser parser) throws IOException {
        var id = "";
        var clientId = "";
        var name = "";
        var audience = "";
        List<String> tags = List.of();
        List<Secret> secrets = List.of();
        List<Certificate> certificates = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = text(parser);
                case "appId" -> clientId = text(parser);
                case "displayName" -> name = text(parser);
                // A tenant has four of these among all its apps.
                case "signInAudience" -> audience = text(parser).intern();
                case "tags" -> tags = list(parser, AppJson::text);
                case "passwordCredentials" -> secrets = list(parser, at -> key(at).secret());
                case "keyCredentials" -> certificates = list(parser, at -> key(at).certificate());
                default -> parser.skipChildren();
            }
        }
        require(parser.currentToken() == JsonToken.END_OBJECT);
        return new AppRegistration(
                required(id), required(clientId), name, audience, tags, secrets, certificates);
    }

    /** A secret and a certificate look much the same. */
    private record Key(String id, String name, String hint, Instant start, Instant end) {
        Secret secret() {
            return new Secret(id, filled(name), filled(hint), start, end);
        }

        Certificate certificate() {
            return new Certificate(id, filled(name), start, end);
        }
    }

    private static Key key(JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT);
        var id = "";
        var name = "";
        var hint = "";
        var start = Instant.EPOCH;
        var end = NO_END;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "keyId" -> id = text(parser);
                case "displayName" -> name = text(parser);
                case "hint" -> hint = text(parser);
                case "startDateTime" -> start = instant(parser, start);
                case "endDateTime" -> end = instant(parser, end);
                default -> parser.skipChildren();
            }
        }
        return new Key(required(id), name, hint, start, end);
    }

    /** Reads one value, of which the parser is at the beginning, to its end. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** A list; none if there is null instead of one. */
    private static <T> List<T> list(JsonParser parser, Reader<T> reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        var items = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() != null);
            items.add(reader.read(parser));
        }
        return items;
    }

    /** Empty if there is null, or something that is no text. */
    private static String text(JsonParser parser) throws IOException {
        parser.skipChildren();
        var text = parser.getValueAsString();
        return text == null ? "" : text;
    }

    private static String required(String text) throws IOException {
        require(!text.isEmpty());
        return text;
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Instant instant(JsonParser parser, Instant ifNone) throws IOException {
        var text = text(parser);
        return text.isEmpty() ? ifNone : GraphTime.parse(text);
    }

    private static void require(boolean expected) throws Unreadable {
        if (!expected) {
            throw new Unreadable();
        }
    }

    /** JSON, perhaps, but not what was asked for. */
    static final class Unreadable extends IOException {}
}
