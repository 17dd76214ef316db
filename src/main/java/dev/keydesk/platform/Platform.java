package dev.keydesk.platform;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.store.Db;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The parts with which a feature keeps its state.
 *
 * @param jobs run once, later
 * @param periodicTasks run again and again
 * @param clock the time that all nodes of one database share, in milliseconds
 * @param random for ids, tokens and codes: a secure one outside of tests
 */
public record Platform(
        Db db,
        Jobs jobs,
        PeriodicTasks periodicTasks,
        AuditLog audit,
        InstantSource clock,
        RandomGenerator random) {}
