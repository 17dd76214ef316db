/** Running the desk: what each node does again and again, how it is doing, and what it counts. */
@NullMarked
package dev.keydesk.monitoring;

import org.jspecify.annotations.NullMarked;
