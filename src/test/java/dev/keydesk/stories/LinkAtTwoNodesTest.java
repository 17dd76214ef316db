package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.PickUpAnswer;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two desks on one database, and one link. */
class LinkAtTwoNodesTest extends Story {
    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void sixty_four_at_the_same_instant_at_two_nodes_get_one_secret() throws Exception {
        // Slack answers twenty questions about groups a minute, and says so to the others.
        refusalsAreFine();
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var tab = alice().opens(message.link("Open the one-time link"));
        var outcomes = new ArrayList<PickUpAnswer>();
        try (var _ = world().secondNode()) {
            outcomes.addAll(LinkOnTheWireTest.together(64, tab, message.code()));
        }
        world().settle();

        assertThat(outcomes.stream().filter(answer -> answer.outcome().equals("shown")))
                .singleElement()
                .satisfies(answer -> assertThat(answer.value()).isEqualTo(theValue()));
        assertThat(outcomes.stream().map(PickUpAnswer::outcome))
                .allMatch(
                        List.of("shown", "under-way", "refused", "picked-up", "slow-down")
                                ::contains);
        assertThat(keysMade()).hasSize(1);
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }
}
