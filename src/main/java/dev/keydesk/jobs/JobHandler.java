package dev.keydesk.jobs;

/**
 * Does the jobs of one kind. After a crash it may be called twice for one job, so it checks the
 * stored row first.
 */
@FunctionalInterface
public interface JobHandler {
    /**
     * Returns when the job is finished; throws {@link RescheduleException} or any other exception
     * to be called again later.
     */
    void run(Job job);
}
