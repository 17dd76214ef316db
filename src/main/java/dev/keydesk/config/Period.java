package dev.keydesk.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a length of time as people write it: {@code 24 hours}. */
final class Period {
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,5}) +(minute|hour|day)s?");

    private Period() {}

    static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
