package dev.keydesk.jobs;

/**
 * Something to do later: its kind, its subject, and a number that tells repeated jobs apart, such
 * as the version of the row or the attempt.
 *
 * <p>A job carries nothing else. Its handler reads the rest from the database when it runs, so an
 * old job never acts on old facts.
 *
 * @param subject without {@code /}
 */
public record Job(JobKind kind, String subject, long number) {
    String instance() {
        return subject + "/" + number;
    }

    static Job of(JobKind kind, String instance) {
        int slash = instance.lastIndexOf('/');
        return new Job(
                kind, instance.substring(0, slash), Long.parseLong(instance.substring(slash + 1)));
    }
}
