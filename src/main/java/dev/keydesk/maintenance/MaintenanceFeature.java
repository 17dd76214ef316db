package dev.keydesk.maintenance;

import static dev.keydesk.jobs.PeriodicTasks.AN_HOUR;

import dev.keydesk.interactions.Inbox;
import dev.keydesk.lookup.Absences;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.Leases;

import java.time.Duration;

/** Deletes rows that nobody needs any more, once an hour. */
public final class MaintenanceFeature {
    private MaintenanceFeature() {}

    /**
     * Registers the hourly tasks.
     *
     * @param keepSettled how long a row stays after its last change
     */
    public static void register(
            Platform platform,
            Inbox inbox,
            Absences absences,
            Leases leases,
            Duration keepSettled) {
        var db = platform.db();
        var clock = platform.clock();
        var retention = new RowRetention(db, keepSettled, clock);
        var periodicTasks = platform.periodicTasks();
        periodicTasks.everyInCluster(AN_HOUR, "deliveries", inbox::forgetOldDeliveries);
        periodicTasks.everyInCluster(AN_HOUR, "looks", () -> absences.forgetOld(clock.instant()));
        periodicTasks.everyInCluster(AN_HOUR, "old rows", retention::delete);
        periodicTasks.everyInCluster(AN_HOUR, "turns", () -> db.writing(leases::forgetFree));
    }
}
