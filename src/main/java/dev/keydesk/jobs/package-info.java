/** Jobs: everything that happens later, stored in the same database as the rows it is about. */
@NullMarked
package dev.keydesk.jobs;

import org.jspecify.annotations.NullMarked;
