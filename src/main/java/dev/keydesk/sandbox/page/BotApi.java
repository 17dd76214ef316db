package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Problem;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The desk's own side: its requests, its audit trail, its clock, and what Slack refused it. */
final class BotApi {
    private static final int MOST_LINES = 200;
    private static final int MOST_TROUBLES = 50;

    /** Far enough for any secret to run out, and near enough for every calendar. */
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

    /** Of all channels: the desk's books know more of them than any one person's Slack. */
    private Map<String, String> channelNames() {
        return slack.workspace().channels().stream()
                .filter(channel -> channel.kind() != Channel.Kind.DM)
                .collect(Collectors.toMap(it -> it.id().value(), Channel::name));
    }

    /** The newest first. */
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
     * @param there whether the desk has started
     * @param kept whether this world stays between starts
     * @param channels how their ids are shown, each by its id
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
     * @param there whether what the journey was for has come
     */
    record Clock(Instant now, boolean there) {}
}
