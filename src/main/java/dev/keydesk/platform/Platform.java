package dev.keydesk.platform;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.store.Db;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a feature keeps its state with.
 *
 * @param jobs what a feature does later, once
 * @param periodicTasks what a feature does again and again
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
