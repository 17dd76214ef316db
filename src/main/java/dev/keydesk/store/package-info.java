/**
 * The database: one transaction at a time that writes, and the few things the kinds of database
 * differ in.
 */
@NullMarked
package dev.keydesk.store;

import org.jspecify.annotations.NullMarked;
