package dev.keydesk.sandbox.page;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.Map;

/**
 * A world, as the page needs it.
 *
 * @param run differs for each world, so that a window drops what it kept of an earlier one
 * @param roles of the people in the company, such as {@code approver}; some have none
 * @param kept whether it is kept between starts, so that it must not be replaced by accident
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
