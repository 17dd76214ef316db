package dev.keydesk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The JSON of rows: instants as text, absence as null. Unknown properties are ignored, so that an
 * older version can read a newer row.
 */
public final class RowJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private RowJson() {}

    /** This version cannot read the row: a newer one wrote it, or somebody changed it by hand. */
    public static class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /** No version can read the row: it is not JSON, so the database has lost what was written. */
    public static final class Damaged extends Unreadable {
        Damaged(String why) {
            super(why);
        }
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object facts) {
        try {
            return MAPPER.writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "facts that cannot be written: " + facts.getClass().getSimpleName(),
                    impossible);
        }
    }

    /** The same for an existing row, see {@link RowStates#write(Object, Object, String)}. */
    public static String write(Object to, Object from, String stored) {
        try {
            ObjectNode body = MAPPER.valueToTree(to);
            keep(MAPPER.readTree(stored), MAPPER.valueToTree(from), body);
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a row that was read cannot be read: " + impossible.getClass());
        }
    }

    private static void keep(JsonNode stored, JsonNode known, JsonNode now) {
        if (!(now instanceof ObjectNode body)) {
            return;
        }
        stored.properties()
                .forEach(fact -> {
                    var name = fact.getKey();
                    if (!known.has(name)) {
                        body.putIfAbsent(name, fact.getValue());
                    } else if (body.has(name)) {
                        keep(fact.getValue(), known.get(name), body.get(name));
                    }
                });
    }

    /**
     * @throws Unreadable if these are not the facts of such a thing
     * @throws Damaged if they are not JSON
     */
    public static <T> T read(String body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException unknown) {
            // Jackson's own text quotes the row, and with it what people wrote.
            throw isJson(body)
                    ? new Unreadable(
                            "this version cannot read a row of %s (%s)"
                                    .formatted(name(type), unknown.getClass().getSimpleName()))
                    : new Damaged(
                            "this version cannot read a row of %s, and no other version can: it is not JSON, so restore the last backup"
                                    .formatted(name(type)));
        }
    }

    private static boolean isJson(String body) {
        try {
            return !MAPPER.readTree(body).isMissingNode();
        } catch (JsonProcessingException damaged) {
            return false;
        }
    }

    /** Returns the name with its enclosing type, such as {@code Removal.Asked}. */
    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
