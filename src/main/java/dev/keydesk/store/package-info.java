/**
 * The database: transactions, leases, checks, and the differences between SQLite and PostgreSQL.
 */
@NullMarked
package dev.keydesk.store;

import org.jspecify.annotations.NullMarked;
