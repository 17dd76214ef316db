package dev.keydesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.store.RowJson;
import dev.keydesk.store.RowStates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class RequestJsonTest {
    private static final RowStates<SecretRequest> STATES = RowStates.of(SecretRequest.class);

    static Stream<SecretRequest> states() {
        return EveryState.states();
    }

    @ParameterizedTest
    @MethodSource("states")
    void every_state_comes_back_as_it_was_written(SecretRequest request) {
        var state = STATES.nameOf(request);
        assertThat(STATES.read(state, STATES.write(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("states")
    void facts_of_a_newer_version_are_passed_over(SecretRequest request) {
        var newer =
                STATES.write(request)
                        .replaceFirst("\\{", "{\"later\":{\"thing\":[1]},")
                        .replace("\"details\":{", "\"details\":{\"tenant\":\"other\",");
        assertThat(newer).contains("\"later\"", "\"tenant\"");
        assertThat(STATES.read(STATES.nameOf(request), newer)).isEqualTo(request);
    }

    @Test
    void an_optional_fact_that_an_older_version_did_not_write_is_absent() {
        var older = STATES.write(EveryState.WAITING).replaceAll(",?\"checked\":[^,}]*", "");
        assertThat(older).doesNotContain("checked");
        assertThat(STATES.read("Waiting", older)).isEqualTo(EveryState.WAITING);
    }

    @Test
    void the_stored_shape_stays_what_rows_out_there_have() {
        assertThat(STATES.write(EveryState.WAITING))
                .isEqualTo(
                        """
                        {"details":{"ticket":"KD-7F3K2","requester":"UALICE","app":{"objectId":"0b1ec700-0000-0000-0000-000000000001","clientId":"c11e4700-0000-0000-0000-000000000001","name":"payroll-api"},"description":"Britive prod","lifetimeDays":90,"reason":"The old secret expires in spring.","deliveryMethods":["SLACK","LINK"],"requestedAt":"2026-11-22T09:00:00Z","replaces":null},"decideBy":"2026-11-23T09:00:00Z","checked":null}\
                        """);
    }

    @Test
    void what_a_request_replaces_comes_back_as_it_was_written() {
        var renewal = new SecretRequest.Lapsed(EveryState.RENEWAL, EveryState.NOW);
        assertThat(STATES.read("Lapsed", STATES.write(renewal))).isEqualTo(renewal);
    }

    @Test
    void a_request_of_a_time_without_renewals_replaces_nothing() {
        var older = STATES.write(EveryState.WAITING).replace(",\"replaces\":null", "");
        assertThat(older).doesNotContain("replaces");
        assertThat(STATES.read("Waiting", older)).isEqualTo(EveryState.WAITING);
    }

    @Test
    void a_state_of_a_newer_version_is_named() {
        assertThatThrownBy(() -> STATES.read("Teleported", "{}"))
                .isInstanceOf(RowJson.Unreadable.class)
                .hasMessage("this version knows no SecretRequest of the state Teleported");
    }

    @Test
    void a_damaged_row_is_told_without_quoting_it() {
        var damaged = STATES.write(EveryState.WAITING).replace("\"details\":{", "\"details\":[{");
        assertThatThrownBy(() -> STATES.read("Waiting", damaged))
                .isInstanceOf(RowJson.Unreadable.class)
                .hasNoCause()
                .hasMessageContaining("this version cannot read a row of SecretRequest.Waiting")
                .message()
                .doesNotContain("spring", "payroll", "UALICE");
    }
}
