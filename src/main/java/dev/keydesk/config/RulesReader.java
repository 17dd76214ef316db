package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;

import dev.keydesk.config.Reminders.DailyHour;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns {@code keydesk.yml} into {@link Rules}, or reports all its problems.
 *
 * <p>{@link RulesSchema} checks the shape and fills in defaults, and Jackson fills the records.
 * This class checks only what a schema cannot say: what holds between several lines.
 */
final class RulesReader {
    private static final NodePath FILE = new NodePath(PathType.JSON_POINTER);
    private static final NodePath PEOPLE = FILE.append("people");
    private static final NodePath ROUTES = FILE.append("reminders").append("routes");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .addModules(new Jdk8Module(), new JavaTimeModule(), fromText())
                    .withConfigOverride(
                            Set.class,
                            it -> it.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                    .build();

    private final YamlDocument yaml;
    private final LineProblems problems;
    private final RulesSchema schema = RulesSchema.load();

    RulesReader(YamlDocument yaml, LineProblems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    Rules read() {
        var file = yaml.json();
        refuseNewer(file.path("version"));
        var wrong = schema.check(yaml, problems);
        schema.fillIn(file);
        if (!wrong.contains("people")) {
            checkPeople(file.path("people"));
        }
        if (!wrong.contains("reminders")
                && file.path("reminders") instanceof ObjectNode reminders) {
            completeRoutes(reminders);
            checkHours(MAPPER.convertValue(reminders, Reminders.class));
        }
        problems.throwIfAny();
        return MAPPER.convertValue(file, Rules.class);
    }

    /** A newer file may give the same keys another meaning, so nothing more is said about it. */
    private void refuseNewer(JsonNode version) {
        if (version.asLong() > 1) {
            throw problems.only(
                    yaml.lineOf(FILE.append("version")),
                    "\"version\" is %s, and this Keydesk reads version 1. Use a newer Keydesk for this file."
                            .formatted(version.asLong()));
        }
    }

    private void checkPeople(JsonNode people) {
        var addresses = new HashSet<String>();
        for (int entry = 0; entry < people.size(); entry++) {
            String address = people.path(entry).path("entra").asText().toLowerCase(Locale.ROOT);
            if (!addresses.add(address)) {
                problems.add(
                        yaml.lineOf(PEOPLE.append(entry).append("entra")),
                        "%s is under \"people\" a second time; keep one."
                                .formatted(LineProblems.quote(address)));
            }
        }
    }

    /** Gives a route what it leaves out, as for all other apps, and its line number. */
    private void completeRoutes(ObjectNode reminders) {
        var routes = reminders.path("routes");
        for (int entry = 0; entry < routes.size(); entry++) {
            var route = (ObjectNode) routes.path(entry);
            for (var key : List.of("remind-before", "hour", "time-zone", "workdays-only")) {
                route.putIfAbsent(key, reminders.path(key));
            }
            route.put("line", yaml.lineOf(ROUTES.append(entry)));
        }
    }

    /**
     * Refuses two hours for one channel: each hour has a message of its own, and a channel is
     * promised one a day.
     */
    private void checkHours(Reminders reminders) {
        var hours = new HashMap<ChannelId, DailyHour>();
        var said = new HashMap<ChannelId, String>();
        hours.put(reminders.channel(), reminders.timing().at());
        said.put(reminders.channel(), "all other apps");
        for (var route : reminders.routes()) {
            var first = hours.putIfAbsent(route.channel(), route.timing().at());
            said.putIfAbsent(route.channel(), "the route in line " + route.line());
            if (first != null && !first.equals(route.timing().at())) {
                problems.add(
                        route.line(),
                        "this route leads to the channel of %s at another time (%s, and %s there), so the channel would get two messages a day; give both the same hour, time-zone and workdays-only."
                                .formatted(said.get(route.channel()), route.timing().at(), first));
            }
        }
    }

    private static Duration duration(String text) {
        var parts = text.split(" +", 2);
        long count = Long.parseLong(parts[0]);
        return switch (parts[1].charAt(0)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Returns how Jackson reads the texts of the file, which the schema has already checked. */
    private static SimpleModule fromText() {
        var module = new SimpleModule();
        module.addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        add(module, Duration.class, RulesReader::duration);
        add(module, ReminderStep.class, text -> ReminderStep.parse(text).orElseThrow());
        add(module, boolean.class, Set.of("on", "true")::contains);
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> read) {
        module.addDeserializer(
                type,
                new StdScalarDeserializer<T>(type) {
                    @Override
                    public T deserialize(JsonParser parser, DeserializationContext context)
                            throws IOException {
                        return read.apply(parser.getText());
                    }
                });
    }
}
