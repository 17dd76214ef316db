package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.TestUser;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** The approval card says whether the requester owns or looks after the app. */
class RequesterRelationTest extends LookingStory {
    private static final String CARD = "asks for a client secret for billing";

    @Override
    String reminders() {
        return super.reminders()
                + """
                  routes:
                    - apps: [billing]
                      channel: %s
                      mention: {user-groups: [%s], users: [%s]}
                """
                        .formatted(
                                TWIN.general().value(),
                                TWIN.approvers().value(),
                                TWIN.alice().value());
    }

    private String card(TestUser requester) {
        scanLater();
        requester
                .runs("/new-client-secret billing")
                .description("nightly export")
                .reason("The old one expires.")
                .submit();
        var card = bob().sees(CARD);
        assertThat(card.spoken()).as("a screen reader hears it too").contains("app registration");
        return card.says();
    }

    @Test
    void somebody_of_the_team() {
        assertThat(card(alice()))
                .contains("@alice is in the team that keydesk.yml names for this app");
    }

    @Test
    void an_owner() {
        owns("erin@example.com", billing());
        assertThat(card(erin())).contains("@erin owns this app registration in Entra.");
    }

    @Test
    void neither() {
        owns("alice@example.com", billing());
        assertThat(card(erin()))
                .contains("@erin neither owns this app registration in Entra nor is in a team");
    }

    @Test
    void the_owner_cannot_be_read_and_the_card_says_so_and_comes_all_the_same() {
        owns("erin@example.com", billing());
        scanLater();
        entra().faults().next("owners", 50, new Fault.Refuse(503, Map.of(), ""));
        assertThat(card(erin()))
                .contains("Whether @erin owns this app registration is not known at this moment.");
    }
}
