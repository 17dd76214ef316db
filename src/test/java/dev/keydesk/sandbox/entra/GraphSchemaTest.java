package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

/** Microsoft's schema notices what is wrong, in requests and in answers. */
class GraphSchemaTest {
    private static final String APP = "/applications/{application-id}";

    private final GraphSchema schema = GraphSchema.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                        | 0
                    {"displayName":null,"tags":["a"]}                         | 0
                    {"displayName":7}                                         | 1
                    {"tags":null}                                             | 1
                    {"createdDateTime":"yesterday"}                           | 1
                    {"passwordCredentials":[{"keyId":"no guid"}]}             | 1
                    {"passwordCredentials":{}}                                | 1
                    """)
    void an_answer_is_held_against_it(String body, int problems) throws Exception {
        var found = schema.responseProblems(APP, "get", json(body));

        assertThat(!found.isEmpty()).isEqualTo(problems > 0);
    }

    @Test
    void a_list_needs_its_value() throws Exception {
        assertThat(schema.responseProblems("/applications", "get", json("{}"))).isNotEmpty();
        assertThat(schema.responseProblems("/applications", "get", json("{\"value\":[]}")))
                .isEmpty();
    }

    @Test
    void an_error_needs_code_and_message() throws Exception {
        assertThat(schema.errorProblems(json("{\"error\":{\"code\":\"x\"}}"))).isNotEmpty();
        assertThat(schema.errorProblems(json("{\"error\":{\"code\":\"x\",\"message\":\"y\"}}")))
                .isEmpty();
    }

    @Test
    void a_call_microsoft_does_not_describe_is_a_problem() throws Exception {
        assertThat(schema.responseProblems("/applications/secrets", "get", json("{}")))
                .singleElement()
                .asString()
                .startsWith("the schema has no ");
    }

    @Test
    void it_knows_the_properties_of_a_type_and_its_parents() {
        assertThat(schema.propertiesOf("application"))
                .contains("id", "deletedDateTime", "appId", "passwordCredentials")
                .doesNotContain("owners", "@odata.type");
        assertThat(schema.isList("application", "tags")).isTrue();
        assertThat(schema.isList("application", "notes")).isFalse();
        assertThat(schema.propertiesOf("noSuchType")).isEqualTo(Set.of());
    }

    @Test
    void every_call_has_its_permissions() {
        for (var path : List.of("/users/{user-id}", APP + "/addPassword", APP)) {
            var method = path.endsWith("Password") ? "POST" : "GET";
            assertThat(Permissions.of(path, method)).isNotEmpty();
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
