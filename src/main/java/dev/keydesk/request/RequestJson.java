package dev.keydesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a state is written into its row: its name in one column, its facts as JSON in the other.
 * Facts this version does not know are passed over, so that an older node can read a newer row.
 */
final class RequestJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static final Map<String, Class<? extends SecretRequest>> STATES =
            Arrays.stream(SecretRequest.class.getPermittedSubclasses())
                    .map(state -> state.<SecretRequest>asSubclass(SecretRequest.class))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Class::getSimpleName, Function.identity()));

    private RequestJson() {}

    static String stateOf(SecretRequest request) {
        return request.getClass().getSimpleName();
    }

    static String write(SecretRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a state that cannot be written: " + stateOf(request), impossible);
        }
    }

    static SecretRequest read(String state, String body) {
        var type = STATES.get(state);
        if (type == null) {
            throw new IllegalStateException("a state this version does not know: " + state);
        }
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException damaged) {
            // Jackson's own text quotes the row, and with it what people wrote.
            throw new IllegalStateException(
                    "a row that cannot be read, state " + state + ": " + damaged.getClass());
        }
    }
}
