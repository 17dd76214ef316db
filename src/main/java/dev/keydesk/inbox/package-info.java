/** Clicks, stored before they are answered, and answered always. */
@NullMarked
package dev.keydesk.inbox;

import org.jspecify.annotations.NullMarked;
