package dev.keydesk.sandbox.page;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.Map;

/**
 * One world, as the page needs it.
 *
 * @param run another one for each world, so that a window forgets what it kept of an earlier one
 * @param roles what people are in the made-up company, such as {@code approver}; some have none
 * @param kept whether it stays between starts, so that it should not go by the way
 */
public record HostedWorld(
        String run,
        SimulatedSlack slack,
        SimulatedEntra entra,
        BotFacts desk,
        TimeTravel time,
        Map<UserId, String> roles,
        boolean kept) {

    public HostedWorld {
        roles = Map.copyOf(roles);
    }
}
