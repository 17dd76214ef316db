package dev.keydesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The schema is what the desk checks its file with. An editor reads YAML in its own way, and what
 * it accepts and refuses by the schema must be what the desk does.
 */
class RulesSchemaTest {
    private static final String APPROVALS = "approvals: {channel: C0123ABC, users: [U0123ABC]}\n";

    private static final String REMINDERS = "/properties/reminders";
    private static final String ROUTE = "/properties/routes/items";

    private static JsonNode document;
    private static Schema schema;

    @TempDir private Path folder;

    @BeforeAll
    static void load() throws IOException {
        try (var in = RulesSchemaTest.class.getResourceAsStream("keydesk.schema.json")) {
            document = new ObjectMapper().readTree(Objects.requireNonNull(in));
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(document);
        }
    }

    @Test
    void the_example_is_good() throws IOException {
        assertThat(editorAccepts(Files.readString(Path.of("docs/keydesk.example.yml")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "requesters: {}",
                "requesters: {users: []}",
                "requesters: {users: [U0123ABC, W0123ABC], user-groups: [S0123ABC]}",
                "apps: {}",
                "apps: {allow: [\"*\", payroll-*, 2024-01-01, \"1234\"], deny: []}",
                "pick-up: {}",
                "pick-up: {ways: [slack]}",
                "pick-up: {ways: [link, slack], link-code: on}",
                "pick-up: {link-code: off}",
                "pick-up: {link-code: \"off\"}",
                "operators: {}",
                "operators: {channel: C0123ABC}",
                "reminders: {channel: C0123ABC}",
                "reminders: {channel: C0123ABC, routes: [], exemptions: []}",
                "reminders: {channel: C0123ABC, remind-before: [365 days, 1 day, on the day,"
                        + " expired]}",
                "reminders: {channel: C0123ABC, hour: 1, time-zone: Asia/Kolkata}",
                "reminders: {channel: C0123ABC, hour: 23, time-zone: UTC, workdays-only: on}",
                "reminders: {channel: C0123ABC, routes: [{apps: [\"a*\"], channel: C0123DEF}]}",
                "reminders: {channel: C0123ABC, routes: [{tags: [a:b], channel: C0123DEF, hour:"
                        + " 7}]}",
                "reminders: {channel: C0123ABC, routes: [{owners: [a@b.c], channel: C0123DEF,"
                        + " mention: {users: [U0123ABC]}}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: U0123ABC, until:"
                        + " 2026-12-31}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: U0123ABC, until:"
                        + " \"2026-12-31\", key: 00000000-0000-0000-0000-00000000000A}]}",
                "limits: {}",
                "limits: {longest-lifetime: 1 day}",
                "limits: {open-requests-per-person: 1, open-requests-per-app: 1000}",
                "limits: {commands-per-minute: 999}",
                "limits: {longest-lifetime: 99 days}",
                "limits: {longest-lifetime: 699 days}",
                "limits: {longest-lifetime: 730 days}",
                "limits: {time-to-decide: 1 minute, time-to-pick-up: 43200 minutes}",
                "limits: {time-to-decide: 9999 minutes, time-to-pick-up: 39999 minutes}",
                "limits: {time-to-decide: 42999 minutes, time-to-pick-up: 43199 minutes}",
                "limits: {time-to-decide: 1 hour, time-to-pick-up: 720 hours}",
                "limits: {time-to-decide: 99 hours, time-to-pick-up: 719  hours}",
                "limits: {time-to-decide: 10 days, time-to-pick-up: 30 days}",
            })
    void both_accept(String lines) throws IOException {
        String text = "version: 1\n" + APPROVALS + lines + "\n";
        assertThat(deskAccepts(text)).as("the desk").isTrue();
        assertThat(editorAccepts(text)).as("the schema").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather: fine",
                "limits: {open-requests-per-person: 0}",
                "limits: {open-requests-per-app: 1001}",
                "limits: {commands-per-minute: many}",
                "limits: {commands-per-minute: 1.5}",
                "operators: {channel: '#operators'}",
                "operators: {users: [U0123ABC]}",
                "reminders:",
                "reminders: {}",
                "reminders: {remind-before: [30 days]}",
                "reminders: {channel: \"#reminders\"}",
                "reminders: {channel: C0123ABC, remind-before: []}",
                "reminders: {channel: C0123ABC, remind-before: 30 days}",
                "reminders: {channel: C0123ABC, remind-before: [30]}",
                "reminders: {channel: C0123ABC, remind-before: [0 days]}",
                "reminders: {channel: C0123ABC, remind-before: [366 days]}",
                "reminders: {channel: C0123ABC, remind-before: [2 weeks]}",
                "reminders: {channel: C0123ABC, hour: 0}",
                "reminders: {channel: C0123ABC, hour: 24}",
                "reminders: {channel: C0123ABC, hour: \"9\"}",
                "reminders: {channel: C0123ABC, hour: 9:30}",
                "reminders: {channel: C0123ABC, time-zone: 9}",
                "reminders: {channel: C0123ABC, time-zone: +02:00}",
                "reminders: {channel: C0123ABC, workdays-only: weekdays}",
                "reminders: {channel: C0123ABC, routes: {}}",
                "reminders: {channel: C0123ABC, routes: [payroll]}",
                "reminders: {channel: C0123ABC, routes: [{channel: C0123DEF}]}",
                "reminders: {channel: C0123ABC, routes: [{apps: [], channel: C0123DEF}]}",
                "reminders: {channel: C0123ABC, routes: [{apps: [\"a\"]}]}",
                "reminders: {channel: C0123ABC, routes: [{tags: [\"a b\"], channel: C0123DEF}]}",
                "reminders: {channel: C0123ABC, routes: [{owners: [alice], channel: C0123DEF}]}",
                "reminders: {channel: C0123ABC, exemptions: [{owner: U0123ABC, until:"
                        + " 2026-12-31}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, until: 2026-12-31}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: U0123ABC}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: bob, until:"
                        + " 2026-12-31}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: U0123ABC, until:"
                        + " for ever}]}",
                "reminders: {channel: C0123ABC, exemptions: [{app: old, owner: U0123ABC, until:"
                        + " 2026-12-31, key: 7}]}",
                "requesters:",
                "requesters: []",
                "requesters: {user: []}",
                "pick-up: []",
                "pick-up: {ways: []}",
                "pick-up: {ways: slack}",
                "pick-up: {ways: [mail]}",
                "pick-up: {link-code: maybe}",
                "pick-up: {link-code: }",
                "pick-up: {code: on}",
                "requesters: {users: U0123ABC}",
                "requesters: {users: }",
                "requesters: {users: [S0123ABC]}",
                "requesters: {users: [\"@alice\"]}",
                "requesters: {users: [U1]}",
                "requesters: {users: [\"U0123ABC\\n\"]}",
                "limits: {time-to-decide: \"24 hours\\n\"}",
                "requesters: {users: [{}]}",
                "requesters: {user-groups: [U0123ABC]}",
                "apps: {allow: payroll}",
                "apps: {allow: [1234]}",
                "apps: {allow: [true]}",
                "apps: {allow: [~]}",
                "apps: {allow: [\"\"]}",
                "apps: {deny: [\" \"]}",
                "apps: {denied: []}",
                "limits:",
                "limits: {longest-lifetime: 0 days}",
                "limits: {longest-lifetime: 731 days}",
                "limits: {longest-lifetime: 800 days}",
                "limits: {longest-lifetime: 1000 days}",
                "limits: {longest-lifetime: 030 days}",
                "limits: {longest-lifetime: 365}",
                "limits: {longest-lifetime: 1 year}",
                "limits: {longest-lifetime: 24 hours}",
                "limits: {longest-lifetime: 365days}",
                "limits: {time-to-decide: 0 minutes}",
                "limits: {time-to-decide: 43201 minutes}",
                "limits: {time-to-decide: 721 hours}",
                "limits: {time-to-decide: 31 days}",
                "limits: {time-to-decide: 24 Hours}",
                "limits: {time-to-decide: a day}",
                "limits: {time-to-decide: 24}",
                "limits: {time-to-pick-up: -1 hours}",
                "limits: {time-to-pick-up: 1.5 hours}",
                "limits: {time-to-pick-up: [24 hours]}",
            })
    void both_refuse(String lines) throws IOException {
        String text = "version: 1\n" + APPROVALS + lines + "\n";
        assertThat(deskAccepts(text)).as("the desk").isFalse();
        assertThat(editorAccepts(text)).as("the schema").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approvals: {channel: C0123ABC, user-groups: [S0123ABC]}",
                "approvals: {channel: G0123ABC, users: [], user-groups: [S0123ABC]}",
            })
    void both_accept_approvals(String approvals) throws IOException {
        String text = "version: 1\n" + approvals + "\n";
        assertThat(deskAccepts(text)).as("the desk").isTrue();
        assertThat(editorAccepts(text)).as("the schema").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "version: 2\n" + APPROVALS,
                "version: \"1\"\n" + APPROVALS,
                "version:\n" + APPROVALS,
                APPROVALS,
                "- version: 1",
                "version: 1\napprovals: {}",
                "version: 1\napprovals: {channel: C0123ABC}",
                "version: 1\napprovals: {channel: C0123ABC, users: []}",
                "version: 1\napprovals: {channel: C0123ABC, users: [], user-groups: []}",
                "version: 1\napprovals: {channel: \"#keys\", users: [U0123ABC]}",
                "version: 1\napprovals: {channel: D0123ABC, users: [U0123ABC]}",
                "version: 1\napprovals: {users: [U0123ABC]}",
                "version: 1\napprovals: {channel: [C0123ABC], users: [U0123ABC]}",
                "version: 1\napprovals: {channel: C0123ABC, users: [U0123ABC], quorum: 2}",
            })
    void both_refuse_the_whole(String text) throws IOException {
        assertThat(deskAccepts(text + "\n")).as("the desk").isFalse();
        assertThat(editorAccepts(text + "\n")).as("the schema").isFalse();
    }

    /** Which record holds what stands at a place of the schema. */
    static List<Arguments> records() {
        return List.of(
                Arguments.of("", Rules.class),
                Arguments.of("/properties/requesters", Rules.Requesters.class),
                Arguments.of("/properties/apps", Rules.Apps.class),
                Arguments.of("/properties/approvals", Rules.Approvals.class),
                Arguments.of("/properties/pick-up", Rules.PickUp.class),
                Arguments.of("/properties/operators", Rules.Operators.class),
                Arguments.of("/properties/limits", Rules.Limits.class),
                Arguments.of(REMINDERS, Reminders.class),
                Arguments.of(REMINDERS + ROUTE, Reminders.Route.class),
                Arguments.of(REMINDERS + ROUTE + "/properties/mention", Reminders.Mention.class),
                Arguments.of(
                        REMINDERS + "/properties/exemptions/items", Reminders.Exemption.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void each_setting_has_a_component_of_a_record(String place, Class<?> type) {
        // The version decides who reads the file, and a route learns its line from the reader.
        assertThat(names(document.at(place)))
                .isNotEmpty()
                .filteredOn(name -> !name.equals("version"))
                .containsExactlyInAnyOrderElementsOf(
                        components(type).filter(name -> !name.equals("line")).toList());
    }

    private static List<String> names(JsonNode part) {
        return part.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    }

    private static Stream<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(RulesSchemaTest::component);
    }

    private static Stream<String> component(RecordComponent component) {
        var accessor = component.getAccessor();
        if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
            return components(component.getType());
        }
        var name = accessor.getAnnotation(JsonProperty.class);
        return Stream.of(
                name == null
                        ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                        : name.value());
    }

    /** Whoever made a mistake is told what to write instead, by the desk and by an editor. */
    @Test
    void each_value_says_what_to_write_instead() {
        assertThat(valuesWithoutAdvice(document, "")).isEmpty();
    }

    private static List<String> valuesWithoutAdvice(JsonNode part, String place) {
        var without = new ArrayList<String>();
        boolean isValue =
                part.has("const")
                        || part.has("enum")
                        || (part.has("type") && !part.path("type").asText().equals("object"));
        if (isValue && !part.path("errorMessage").asText().matches("Write .+[.]")) {
            without.add(place);
        }
        for (var inner : List.of("properties", "$defs")) {
            for (var property : part.path(inner).properties()) {
                without.addAll(
                        valuesWithoutAdvice(property.getValue(), place + "/" + property.getKey()));
            }
        }
        if (part.has("items")) {
            without.addAll(valuesWithoutAdvice(part.path("items"), place + "/items"));
        }
        return without;
    }

    @Test
    void a_desk_without_reminders_tells_of_its_own_credential_at_the_usual_hour()
            throws IOException {
        var channel = new ChannelId("C0123ABC");
        var usual =
                Rules.read(file("version: 1\n" + APPROVALS + "reminders: {channel: C0123ABC}\n"))
                        .reminders()
                        .orElseThrow();
        assertThat(Reminders.none(channel).timing().at()).isEqualTo(usual.timing().at());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keydesk.yml"), text);
    }

    private boolean editorAccepts(String text) {
        return schema.validate(text, InputFormat.YAML).isEmpty();
    }

    private boolean deskAccepts(String text) throws IOException {
        try {
            Rules.read(file(text));
            return true;
        } catch (Problems _) {
            return false;
        }
    }
}
