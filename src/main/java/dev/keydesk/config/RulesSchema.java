package dev.keydesk.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Checks {@code keydesk.yml} against {@code keydesk.schema.json}, says in a sentence what does not
 * fit, and fills in defaults.
 */
final class RulesSchema {
    /** The schema's keyword for what to write instead; editors that know it show it as well. */
    private static final String INSTEAD = "errorMessage";

    private static final String UNKNOWN = "additionalProperties";
    private static final String SEVERAL = "anyOf";
    private static final List<String> SLACK_IDS = List.of("person", "user-group", "channel");

    private final JsonNode document;
    private final Schema schema;

    private RulesSchema(JsonNode document) {
        this.document = document;
        var dialect =
                Dialect.builder(Dialects.getDraft202012())
                        .keyword(new NonValidationKeyword(INSTEAD))
                        .format(new TimeZones())
                        .build();
        var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.schema =
                SchemaRegistry.withDialect(dialect, with -> with.schemaRegistryConfig(config))
                        .getSchema(document);
    }

    static RulesSchema load() {
        try (var in = RulesSchema.class.getResourceAsStream("keydesk.schema.json")) {
            return new RulesSchema(
                    JsonMapper.builder().build().readTree(Objects.requireNonNull(in)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The time zones that this Java knows; a schema could only list them. */
    private static final class TimeZones implements Format {
        @Override
        public String getName() {
            return "time-zone";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return ZoneId.getAvailableZoneIds().contains(value);
        }
    }

    /**
     * Reports what does not fit to {@code problems}.
     *
     * @return the names of the sections with a problem
     */
    Set<String> check(YamlDocument yaml, LineProblems problems) {
        var sections = new HashSet<String>();
        for (var error : schema.validate(yaml.json())) {
            var place = place(error);
            problems.add(yaml.lineOf(place), sentence(yaml, error, place));
            if (place.getNameCount() > 0) {
                sections.add(place.getName(0));
            }
        }
        return sections;
    }

    /** Fills in what is left out and has a default. */
    void fillIn(JsonNode value) {
        fillIn(value, document);
    }

    private void fillIn(JsonNode value, JsonNode part) {
        for (var property : part.path("properties").properties()) {
            var usual = property.getValue().path("default");
            if (value instanceof ObjectNode group && !usual.isMissingNode()) {
                group.putIfAbsent(property.getKey(), usual.deepCopy());
            }
            fillIn(value.path(property.getKey()), resolved(property.getValue()));
        }
        if (value.isArray()) {
            value.forEach(entry -> fillIn(entry, resolved(part.path("items"))));
        }
    }

    /**
     * Returns the place to report: the key itself if it is unknown, the group if all its lists are
     * empty.
     */
    private static NodePath place(Error error) {
        var place = error.getInstanceLocation();
        if (error.getKeyword().equals(UNKNOWN)) {
            return place.append(error.getProperty());
        }
        return isOneOfSeveral(error) && error.getKeyword().equals("minItems")
                ? place.getParent()
                : place;
    }

    private static boolean isOneOfSeveral(Error error) {
        return error.getEvaluationPath().contains(SEVERAL);
    }

    private String sentence(YamlDocument yaml, Error error, NodePath place) {
        var part = document.at(keyword(error).head());
        if (isOneOfSeveral(error)) {
            return "%s needs %s, with at least one entry."
                    .formatted(subject(place), several(error));
        }
        return switch (error.getKeyword()) {
            case UNKNOWN -> unknown(yaml.describeKey(place), error.getProperty(), names(part));
            case "required" -> missing(place, error.getProperty(), part);
            default ->
                    "%s is %s%s. %s"
                            .formatted(
                                    subject(place),
                                    yaml.describe(place),
                                    aside(error.getInstanceNode(), part),
                                    instead(part));
        };
    }

    private static String unknown(String described, String key, List<String> known) {
        return described
                + " is not known here. "
                + Nearest.closest(key, known)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Known are: " + String.join(", ", known) + ".");
    }

    private String missing(NodePath place, String key, JsonNode part) {
        var instead = instead(resolved(part.path("properties").path(key)));
        return place.getNameCount() == 0
                ? "\"%s\" is missing. %s".formatted(key, instead)
                : "%s has no \"%s\". %s".formatted(subject(place), key, instead);
    }

    private static String subject(NodePath place) {
        return switch (place.getElement(-1)) {
            case null -> "the file";
            case Integer _ -> "an entry of \"%s\"".formatted(place.getParent().getName(-1));
            case Object key -> "\"%s\"".formatted(key);
        };
    }

    /** Returns what kind of Slack id this is, if it is the id of something else. */
    private String aside(JsonNode written, JsonNode part) {
        if (slackIds().noneMatch(part::equals)
                || !written.isTextual()
                || written.textValue().isBlank()) {
            return "";
        }
        String id = written.textValue();
        if (id.startsWith("@") || id.startsWith("#")) {
            return ", a name, and names change";
        }
        return slackIds()
                .filter(kind -> id.matches(kind.path("pattern").textValue()))
                .map(kind -> ", " + kind.path("title").textValue())
                .findFirst()
                .orElse(", which is not an id of Slack");
    }

    private Stream<JsonNode> slackIds() {
        return SLACK_IDS.stream().map(id -> document.path("$defs").path(id));
    }

    private static String instead(JsonNode part) {
        return part.has(INSTEAD)
                ? part.path(INSTEAD).textValue()
                : "Below it belong " + String.join(", ", names(part)) + ".";
    }

    private static List<String> names(JsonNode part) {
        return part.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    }

    /** Returns the keys of which one is needed, in words. */
    private String several(Error error) {
        var pointer = keyword(error);
        while (!pointer.last().matchesProperty(SEVERAL)) {
            pointer = pointer.head();
        }
        return StreamSupport.stream(document.at(pointer).spliterator(), false)
                .map(way -> way.path("required").path(0).toString())
                .collect(Collectors.joining(" or "));
    }

    private static JsonPointer keyword(Error error) {
        return JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
    }

    private JsonNode resolved(JsonNode part) {
        return part.has("$ref")
                ? resolved(document.at(part.path("$ref").textValue().substring(1)))
                : part;
    }
}
