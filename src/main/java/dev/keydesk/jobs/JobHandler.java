package dev.keydesk.jobs;

/**
 * How a kind of job is done. It may be done twice, after a crash, so it looks at the stored row
 * first.
 */
@FunctionalInterface
public interface JobHandler {
    /**
     * Returns when the job is settled; throws {@link RescheduleException} or anything else to be
     * called later.
     */
    void on(Job job);
}
