/** What Keydesk reports about itself: the state of its parts, and metrics. */
@NullMarked
package dev.keydesk.monitoring;

import org.jspecify.annotations.NullMarked;
