/** Clicks, stored before they are answered, and answered always. */
@NullMarked
package dev.keydesk.interactions;

import org.jspecify.annotations.NullMarked;
