package dev.keydesk.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How bad the world is to the desk, until it calms down. */
final class Weather {
    private static final List<Double> SEVERITIES = List.of(0.0, 0.05, 0.12, 0.25);

    private static final String HTML =
            "<html><head><title>502 Bad Gateway</title></head><body>upstream</body></html>";

    private static final String BUSY =
            """
            {"error":{"code":"serviceUnavailable","message":"The service is busy."}}\
            """;

    private static final String TOO_MANY =
            """
            {"error":{"code":"TooManyRequests","message":"Too many requests."}}\
            """;

    private static final String CONFLICT =
            """
            {"error":{"code":"Directory_ConcurrencyViolation","message":"Concurrent requests."}}\
            """;

    private static final String SAME_KEY =
            """
            {"error":{"code":"Request_MultipleObjectsWithSameKeyValue","message":"Concurrent change."}}\
            """;

    /** Longer than most lags that people have reported, shorter than what the desk waits. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(25);

    private final ChoiceSource choiceSource;
    private final double calls;
    private final double transactions;
    final double deliveries;
    final double crashes;
    private boolean calm;

    Weather(ChoiceSource choiceSource) {
        this.choiceSource = choiceSource;
        this.calls = choiceSource.pick(SEVERITIES);
        this.transactions = choiceSource.pick(SEVERITIES) / 10;
        this.deliveries = choiceSource.pick(SEVERITIES);
        this.crashes = choiceSource.pick(List.of(0.0, 0.0005, 0.001, 0.002));
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** What happens to a call that reads from Entra. */
    Mishap toEntraReading() {
        return !calm && choiceSource.chance(calls / 2)
                ? new Mishap.Stale(choiceSource.between(Duration.ZERO, MOST_BEHIND))
                : toEntra();
    }

    /** What happens to a call to Entra. */
    Mishap toEntra() {
        if (calm || !choiceSource.chance(calls)) {
            return new Mishap.None();
        }
        return switch (choiceSource.below(10)) {
            case 0, 1 -> new Mishap.LostBefore();
            case 2, 3 -> new Mishap.LostAfter();
            case 4 ->
                    new Mishap.Slow(
                            choiceSource.between(Duration.ofSeconds(1), Duration.ofSeconds(29)));
            case 5 -> new Mishap.Slow(late());
            case 6 ->
                    new Mishap.Refused(409, json(), choiceSource.chance(0.8) ? CONFLICT : SAME_KEY);
            case 7 -> new Mishap.Refused(429, Map.of("Retry-After", "12"), TOO_MANY);
            case 8 -> new Mishap.Refused(503, json(), BUSY);
            default -> new Mishap.RefusedAfter(502, Map.of("Content-Type", "text/html"), HTML);
        };
    }

    /** Entra has been seen to commit what it gave up answering; mostly soon after. */
    private Duration late() {
        return choiceSource.chance(0.85)
                ? choiceSource.between(Duration.ofSeconds(31), Duration.ofMinutes(6))
                : choiceSource.between(Duration.ofMinutes(6), Duration.ofHours(20));
    }

    /** What happens to a call to Slack. */
    Mishap toSlack() {
        if (calm || !choiceSource.chance(calls)) {
            return new Mishap.None();
        }
        return switch (choiceSource.below(7)) {
            case 0 -> new Mishap.LostBefore();
            case 1, 2 -> new Mishap.LostAfter();
            case 3 ->
                    new Mishap.Slow(
                            choiceSource.between(Duration.ofSeconds(1), Duration.ofSeconds(9)));
            case 4 ->
                    new Mishap.Slow(
                            choiceSource.between(Duration.ofSeconds(11), Duration.ofMinutes(1)));
            case 5 -> new Mishap.Refused(429, Map.of("Retry-After", "5"), "{\"ok\":false}");
            default -> new Mishap.RefusedAfter(503, Map.of("Content-Type", "text/html"), HTML);
        };
    }

    /** What happens to something Slack or a browser sends to the bot. */
    Mishap toTheBot() {
        if (calm || !choiceSource.chance(deliveries)) {
            return new Mishap.None();
        }
        return switch (choiceSource.below(4)) {
            case 0 -> new Mishap.LostBefore();
            case 1 -> new Mishap.LostAfter();
            case 2 ->
                    new Mishap.Slow(
                            choiceSource.between(Duration.ofMillis(500), Duration.ofSeconds(2)));
            default -> new Mishap.Twice();
        };
    }

    /** The database does not take a transaction. */
    boolean refusesTransaction() {
        return !calm && choiceSource.chance(transactions);
    }

    /** The database does not say that it took one. */
    boolean hidesTransaction() {
        return !calm && choiceSource.chance(transactions);
    }

    private static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }
}
