/** The audit log: who did what, when, to which request. Entries are only ever added. */
@NullMarked
package dev.keydesk.audit;

import org.jspecify.annotations.NullMarked;
