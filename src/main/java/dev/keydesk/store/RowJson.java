package dev.keydesk.store;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The JSON of rows: instants as text, absence as null. Unknown properties are ignored, so that an
 * older version can read a newer row.
 */
public final class RowJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    // Methods such as isOpen() are derived from the facts, so they are not stored.
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
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
        switch (now) {
            case ObjectNode body -> keepInObject(stored, known, body);
            case ArrayNode list when stored.size() == known.size() ->
                    keepInList(stored, known, list);
            default -> {}
        }
    }

    private static void keepInObject(JsonNode stored, JsonNode known, ObjectNode now) {
        stored.properties()
                .forEach(fact -> {
                    var name = fact.getKey();
                    if (!known.has(name)) {
                        now.putIfAbsent(name, fact.getValue());
                    } else if (now.has(name)) {
                        keep(fact.getValue(), known.get(name), now.get(name));
                    }
                });
    }

    /**
     * An element that still exists keeps its unknown facts wherever it is now; in a list of the
     * same length, a changed element keeps those of its position.
     */
    private static void keepInList(JsonNode stored, JsonNode known, ArrayNode now) {
        var places = IntStream.range(0, known.size()).boxed().collect(toCollection(TreeSet::new));
        var changed = new ArrayList<Integer>();
        for (int i = 0; i < now.size(); i++) {
            var element = now.get(i);
            var place = places.stream().filter(at -> known.get(at).equals(element)).findFirst();
            if (place.isPresent()) {
                places.remove(place.get());
                keep(stored.get(place.get()), known.get(place.get()), element);
            } else {
                changed.add(i);
            }
        }
        if (now.size() == known.size()) {
            changed.retainAll(places);
            changed.forEach(at -> keep(stored.get(at), known.get(at), now.get(at)));
        }
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
