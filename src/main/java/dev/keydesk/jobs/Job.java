package dev.keydesk.jobs;

/**
 * Something to do later: what kind, about whom or what, and a number that tells repeated ones
 * apart, such as the version of the row or the attempt it belongs to.
 *
 * <p>A job carries no more than that. Whoever does it reads the rest from the database at that
 * moment, so an old job can never act on old facts.
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
