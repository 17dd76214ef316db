package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Microsoft's description of Graph: the properties of types, and the form of bodies. */
final class GraphSchema {
    private static final String NAME = "urn:microsoft-graph-v1.0";
    private static final String CONTENT = "/content/application~1json/schema";
    private static final String TYPES = "/components/schemas/microsoft.graph.";

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> properties = new ConcurrentHashMap<>();

    private GraphSchema(JsonNode document) {
        this.document = document;
        this.registry =
                SchemaRegistry.withDialect(
                        dialect(), builder -> builder.schemas(Map.of(NAME, document.toString())));
    }

    /** Returns the only instance, read at first use; it never changes. */
    static GraphSchema shared() {
        return Shared.SCHEMA;
    }

    /** Returns what does not fit in the body of a request; empty if everything fits. */
    List<String> requestProblems(String path, String method, JsonNode body) {
        var pointer = "/paths/" + escape(path) + "/" + method + "/requestBody" + CONTENT;
        return problems(pointer, body);
    }

    List<String> responseProblems(String path, String method, JsonNode body) {
        return problems("/paths/" + escape(path) + "/" + method + "/responses/2XX" + CONTENT, body);
    }

    List<String> errorProblems(JsonNode body) {
        return problems(TYPES + "ODataErrors.ODataError", body);
    }

    /** Returns the properties of a type such as {@code application} that can be selected. */
    Set<String> propertiesOf(String type) {
        return properties.computeIfAbsent(
                type,
                name -> {
                    var names = new LinkedHashSet<String>();
                    collect(TYPES + name, names);
                    names.removeAll(Set.of("@odata.type", "owners"));
                    return names;
                });
    }

    /**
     * Returns whether a property is a list, which Graph shows as empty where it shows others as
     * null.
     */
    boolean isList(String type, String property) {
        return typeOf(TYPES + type, property).filter("array"::equals).isPresent();
    }

    private List<String> problems(String pointer, JsonNode body) {
        if (document.at(pointer).isMissingNode()) {
            return List.of("the schema has no " + pointer);
        }
        return compiled
                .computeIfAbsent(
                        pointer, at -> registry.getSchema(SchemaLocation.of(NAME + "#" + at)))
                .validate(body)
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    /** Also accepts the whole document, whose top-level fields are not keywords of a schema. */
    private static Dialect dialect() {
        var dialect = Dialect.builder(Dialects.getOpenApi30());
        for (var field : List.of("openapi", "info", "paths", "components")) {
            dialect.keyword(new NonValidationKeyword(field));
        }
        return dialect.build();
    }

    private void collect(String pointer, Set<String> names) {
        var schema = document.at(pointer);
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        for (var part : schema.path("allOf")) {
            part.path("properties").fieldNames().forEachRemaining(names::add);
            reference(part).ifPresent(parent -> collect(parent, names));
        }
    }

    private Optional<String> typeOf(String pointer, String property) {
        for (var part : document.at(pointer).path("allOf")) {
            var found = part.path("properties").path(property).path("type");
            if (found.isTextual()) {
                return Optional.of(found.asText());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> reference(JsonNode schema) {
        return Optional.ofNullable(schema.get("$ref")).map(ref -> ref.asText().substring(1));
    }

    private static String escape(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    private static final class Shared {
        private static final GraphSchema SCHEMA = new GraphSchema(read("graph-schema.json"));
    }

    static JsonNode read(String resource) {
        try (var in = GraphSchema.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
