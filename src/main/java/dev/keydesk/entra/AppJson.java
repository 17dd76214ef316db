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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads app registrations from Graph's answers as they stream in: the SDK's objects for a page of
 * 999 apps take more memory than the whole index, and reading them is most of the work of a scan.
 */
final class AppJson {
    /** The properties of one app that Keydesk asks for. */
    static final String[] SELECT = {
        "id", "appId", "displayName", "signInAudience", "tags", "passwordCredentials"
    };

    /**
     * The same with certificates. Graph answers at most 150 such requests a minute for the whole
     * tenant, so calls that somebody waits for leave certificates out.
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
     * Used for a credential without an end date, which must not look expired; in practice all have
     * one.
     */
    private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

    private static final JsonFactory JSON = new JsonFactory();

    private AppJson() {}

    /** The same without any credentials, for apps whose credentials cannot be read. */
    static final String[] SELECT_NAMES = {"id", "appId", "displayName", "signInAudience", "tags"};

    /** Receives what is wrong with an app; a strict reader throws, a lenient one notes it. */
    @FunctionalInterface
    private interface Troubles {
        void add(String what) throws Unreadable;
    }

    private static final Troubles STRICT =
            _ -> {
                throw new Unreadable();
            };

    /**
     * Reads a page leniently: what cannot be read of one app does not keep the others from being
     * read.
     *
     * @throws IOException if the answer is not a list of app registrations; an empty list is one,
     *     an empty answer is not
     */
    static AppPage page(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Optional<List<AppRegistration>> apps = Optional.empty();
            var unread = new ArrayList<UnreadApp>();
            Optional<URI> next = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var start = parser.nextToken();
                switch (field) {
                    case "value" -> apps = Optional.of(apps(parser, start, unread));
                    case "@odata.nextLink" -> next = Optional.of(URI.create(parser.getText()));
                    default -> parser.skipChildren();
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT && apps.isPresent());
            return new AppPage(apps.get(), next, List.copyOf(unread));
        } catch (IllegalArgumentException unreadable) {
            throw new Unreadable();
        }
    }

    private static List<AppRegistration> apps(
            JsonParser parser, JsonToken start, List<UnreadApp> unread) throws IOException {
        require(start == JsonToken.START_ARRAY);
        var apps = new ArrayList<AppRegistration>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() != null);
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                apps.addAll(app(parser, unread));
            } else {
                parser.skipChildren();
                unread.add(new UnreadApp(Optional.empty(), "", "an entry that is no app"));
            }
        }
        return List.copyOf(apps);
    }

    /** Returns the app, or an empty list if it cannot be read. */
    private static List<AppRegistration> app(JsonParser parser, List<UnreadApp> unread)
            throws IOException {
        var fields = new Fields();
        var troubles = new LinkedHashSet<String>();
        fields.read(parser, troubles::add);
        var app = fields.app(troubles::add);
        if (!troubles.isEmpty()) {
            unread.add(new UnreadApp(filled(fields.id), fields.name, String.join(", ", troubles)));
        }
        return app.stream().toList();
    }

    static AppRegistration readApp(InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            var fields = new Fields();
            fields.read(parser, STRICT);
            return fields.app(STRICT).orElseThrow(Unreadable::new);
        }
    }

    /** The fields of the current object; other fields are skipped. */
    private static final class Fields {
        private String id = "";
        private String clientId = "";
        private String name = "";
        private String audience = "";
        private List<String> tags = List.of();
        private List<Secret> secrets = List.of();
        private List<Certificate> certificates = List.of();

        void read(JsonParser parser, Troubles troubles) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "id" -> id = text(parser);
                    case "appId" -> clientId = text(parser);
                    case "displayName" -> name = text(parser);
                    // A tenant has four different values of this among all its apps.
                    case "signInAudience" -> audience = text(parser).intern();
                    case "tags" -> tags = list(parser, at -> Optional.of(text(at)), troubles);
                    case "passwordCredentials" ->
                            secrets =
                                    list(
                                            parser,
                                            at -> key(at, troubles).map(Key::secret),
                                            troubles);
                    case "keyCredentials" ->
                            certificates =
                                    certificates(list(parser, at -> key(at, troubles), troubles));
                    default -> parser.skipChildren();
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT);
        }

        Optional<AppRegistration> app(Troubles troubles) throws Unreadable {
            if (id.isEmpty()) {
                troubles.add("no object ID");
            }
            if (clientId.isEmpty()) {
                troubles.add("no application (client) ID");
            }
            return id.isEmpty() || clientId.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new AppRegistration(
                                    id, clientId, name, audience, tags, secrets, certificates));
        }
    }

    /** A credential; secrets and certificates have nearly the same fields. */
    private record Key(
            String id,
            String name,
            String identifier,
            String usage,
            String hint,
            Instant start,
            Instant end) {
        Secret secret() {
            return new Secret(
                    id,
                    given().or(() -> CustomKeyIdentifier.secretName(identifier)),
                    filled(hint),
                    start,
                    end);
        }

        Certificate certificate() {
            return new Certificate(
                    id,
                    given().or(() -> CustomKeyIdentifier.certificateName(identifier)),
                    start,
                    end);
        }

        private Optional<String> given() {
            return name.isBlank() ? Optional.empty() : Optional.of(name);
        }

        boolean verifies() {
            return usage.equalsIgnoreCase("Verify");
        }

        /**
         * Another entry of a certificate may expire sooner, and from then on the certificate works
         * only in part.
         */
        Key endingWith(Key other) {
            return other.end.isBefore(end)
                    ? new Key(id, name, identifier, usage, hint, start, other.end)
                    : this;
        }
    }

    /**
     * An entry for signing and an entry for verifying with the same certificate are one
     * certificate.
     */
    private static List<Certificate> certificates(List<Key> keys) {
        var signing = new HashMap<String, Key>();
        keys.stream()
                .filter(key -> !key.identifier().isEmpty())
                .filter(key -> key.usage().equalsIgnoreCase("Sign"))
                .forEach(key -> signing.merge(key.identifier(), key, Key::endingWith));
        var verified =
                keys.stream()
                        .filter(Key::verifies)
                        .map(Key::identifier)
                        .filter(signing::containsKey)
                        .collect(Collectors.toUnmodifiableSet());
        return keys.stream()
                .filter(key -> key.verifies() || !verified.contains(key.identifier()))
                .map(key ->
                        key.verifies()
                                ? key.endingWith(signing.getOrDefault(key.identifier(), key))
                                : key)
                .map(Key::certificate)
                .toList();
    }

    /** Returns empty, and reports the trouble, if the credential cannot be read. */
    private static Optional<Key> key(JsonParser parser, Troubles troubles) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            troubles.add("a credential in a form this desk does not know");
            return Optional.empty();
        }
        var id = "";
        var name = "";
        var identifier = "";
        var usage = "";
        var hint = "";
        var start = Optional.of(Instant.EPOCH);
        var end = Optional.of(NO_END);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "keyId" -> id = text(parser);
                case "displayName" -> name = text(parser);
                case "customKeyIdentifier" -> identifier = text(parser);
                case "usage" -> usage = text(parser);
                case "hint" -> hint = text(parser);
                case "startDateTime" -> start = instant(parser, Instant.EPOCH);
                case "endDateTime" -> end = instant(parser, NO_END);
                default -> parser.skipChildren();
            }
        }
        if (id.isEmpty()) {
            troubles.add("a credential without an ID");
            return Optional.empty();
        }
        if (start.isEmpty() || end.isEmpty()) {
            troubles.add("a credential with a date that cannot be read");
            return Optional.empty();
        }
        return Optional.of(new Key(id, name, identifier, usage, hint, start.get(), end.get()));
    }

    /** Reads one value, from its first token to its last. */
    @FunctionalInterface
    private interface Reader<T> {
        Optional<T> read(JsonParser parser) throws IOException;
    }

    /** Reads a list; null counts as an empty one. */
    private static <T> List<T> list(JsonParser parser, Reader<T> reader, Troubles troubles)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                troubles.add("a list in a form this desk does not know");
            }
            parser.skipChildren();
            return List.of();
        }
        var items = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() != null);
            reader.read(parser).ifPresent(items::add);
        }
        return items;
    }

    /** Returns an empty text if the value is null or not text. */
    private static String text(JsonParser parser) throws IOException {
        parser.skipChildren();
        var text = parser.getValueAsString();
        return text == null ? "" : text;
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Returns empty if the value is not a time. */
    private static Optional<Instant> instant(JsonParser parser, Instant ifNone) throws IOException {
        var text = text(parser);
        try {
            return Optional.of(text.isEmpty() ? ifNone : GraphTime.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static void require(boolean expected) throws Unreadable {
        if (!expected) {
            throw new Unreadable();
        }
    }

    /** The answer may be JSON, but is not what was asked for. */
    static final class Unreadable extends IOException {}
}
