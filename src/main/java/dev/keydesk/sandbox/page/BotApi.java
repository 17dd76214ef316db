package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Problem;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of the API about Keydesk: its requests, its audit log, its clock, and what Slack
 * refused.
 */
final class BotApi {
    private static final int MOST_LINES = 200;
    private static final int MOST_TROUBLES = 50;

    /** Enough for any secret to expire, and within the range of every calendar. */
    private static final Duration LONGEST_JOURNEY = Duration.ofDays(3660);

    private final SimulatedSlack slack;
    private final BotFacts desk;
    private final TimeTravel time;
    private final boolean kept;

    BotApi(HostedWorld hostedWorld) {
        this.slack = hostedWorld.slack();
        this.desk = hostedWorld.desk();
        this.time = hostedWorld.time();
        this.kept = hostedWorld.kept();
    }

    Books books() {
        return new Books(
                time.now(),
                desk.isThere(),
                kept,
                desk.requests().stream().limit(MOST_LINES).toList(),
                desk.audit().stream().limit(MOST_LINES).toList(),
                channelNames());
    }

    /**
     * Returns the names of all channels: Keydesk's data names more of them than any one person
     * sees.
     */
    private Map<String, String> channelNames() {
        return slack.workspace().channels().stream()
                .filter(channel -> channel.kind() != Channel.Kind.DM)
                .collect(Collectors.toMap(it -> it.id().value(), Channel::name));
    }

    /** Returns the newest refusals first. */
    Troubles troubles() {
        var newest = slack.refusals().reversed().stream().limit(MOST_TROUBLES).toList();
        return new Troubles(slack.refusals().size(), newest);
    }

    Clock pass(RequestFields request) {
        time.pass(journey(request.number("seconds")));
        return new Clock(time.now(), true);
    }

    Clock passToTheNextReminder() {
        boolean reminded = time.passToTheNextReminder();
        return new Clock(time.now(), reminded);
    }

    private static Duration journey(long seconds) {
        if (seconds < 1) {
            throw Unanswerable.badRequest("Time can only go forward, by at least one second.");
        }
        if (seconds > LONGEST_JOURNEY.toSeconds()) {
            throw Unanswerable.badRequest("That is too far: the most is ten years at once.");
        }
        return Duration.ofSeconds(seconds);
    }

    /**
     * @param there whether Keydesk has started
     * @param kept whether this world is kept between starts
     * @param channels the names of the channels by their ids
     */
    record Books(
            Instant now,
            boolean there,
            boolean kept,
            List<RequestLine> requests,
            List<AuditLine> audit,
            Map<String, String> channels) {}

    /**
     * @param all how many there were since the start
     */
    record Troubles(int all, List<Problem> newest) {}

    /**
     * @param there whether the move has reached its goal
     */
    record Clock(Instant now, boolean there) {}
}
