package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class GateDeliveryTest {

    @ParameterizedTest
    @CsvSource({
        // person's team, team of the place, enterprise, ours?
        "T123,  T123,  ,     true",
        "T999,  T123,  ,     false",
        "T999,  T999,  E999, false",
        "    ,  T123,  ,     true",
        "    ,  T999,  ,     false",
        // A colleague in another workspace of our organisation.
        "T456,  T456,  E123, true",
        "E123,  T123,  E123, true",
        "T456,      ,  E123, true",
        // Somebody of another company, in a channel of ours shared with them.
        "T999,  T123,  E123, false",
        "    ,      ,  ,     false",
        "    ,      ,  E123, true"
    })
    void a_person_is_ours_by_their_own_team_or_organisation(
            String person, String place, String enterprise, boolean ours) {
        var home =
                new GateDelivery.Home(
                        Optional.ofNullable(person),
                        Optional.ofNullable(place),
                        Optional.ofNullable(enterprise));
        var us = Desk.identity("T123", Optional.of("E123"), Optional.empty());

        assertThat(home.isOurs(us)).isEqualTo(ours);
    }

    @Test
    void without_an_organisation_of_ours_no_organisation_counts() {
        var home = new GateDelivery.Home(Optional.empty(), Optional.empty(), Optional.of("E999"));

        assertThat(home.isOurs(Desk.identity("T123", Optional.empty(), Optional.empty())))
                .isFalse();
    }

    /** The gate would look at one of the two, and a handler take the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "command=%2Fx&team_id=T123&user_id=U1&trigger_id=1.2.3&user_id=",
                "command=%2Fx&team_id=T123&user_id=U1&trigger_id=1.2.3&user_id=U2",
                "payload=%7B%22type%22%3A%22message_action%22%7D&payload=%7B%7D",
                "payload=%7B%22type%22%3A%22other%22%2C%22type%22%3A%22message_action%22%7D",
                "{\"type\":\"event_callback\",\"type\":\"url_verification\"}"
            })
    void what_is_said_twice_is_not_what_slack_sends(String body) {
        assertThatThrownBy(() -> GateDelivery.read(body))
                .isInstanceOf(GateDelivery.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"A123, A123, true", "A999, A123, false", ", A123, true", "A999, , true"})
    void a_delivery_for_another_app_is_not_ours_if_both_are_known(
            String delivered, String known, boolean ours) throws GateDelivery.Malformed {
        var delivery =
                GateDelivery.read(
                        "command=%2Fx&team_id=T123&user_id=U1&trigger_id=1.2.3"
                                + (delivered == null ? "" : "&api_app_id=" + delivered));

        assertThat(
                        delivery.isFor(
                                Desk.identity(
                                        "T123", Optional.empty(), Optional.ofNullable(known))))
                .isEqualTo(ours);
    }

    @Test
    void an_event_in_a_shared_channel_is_ours_by_its_authorisation() throws GateDelivery.Malformed {
        var event =
                GateDelivery.read(
                        """
                        {"type":"event_callback","team_id":"T999","event_id":"Ev1","event":{"type":"message"},
                         "authorizations":[{"team_id":"T123","enterprise_id":null}]}
                        """);

        assertThat(event.isFor(Desk.identity("T123", Optional.empty(), Optional.empty()))).isTrue();
    }

    @Test
    void a_delivery_does_not_print_its_payload() throws GateDelivery.Malformed {
        assertThat(
                        GateDelivery.read("command=%2Fx&text=8Q~hello&user_id=U1&trigger_id=1.2.3")
                                .toString())
                .isEqualTo("Delivery(COMMAND)");
    }
}
