package dev.keydesk.simulation;

import java.util.List;

/**
 * What came of a schedule.
 *
 * @param broken the promises that were broken, none if all is well
 * @param events the kinds of what was noteworthy, each as often as it happened
 * @param story everything that happened, in its order
 */
record ScheduleOutcome(
        long seed, int steps, List<String> broken, List<String> events, List<String> story) {
    ScheduleOutcome {
        events = List.copyOf(events);
        broken = List.copyOf(broken);
        story = List.copyOf(story);
    }

    boolean isFine() {
        return broken.isEmpty();
    }
}
