/** The one guard that stands before everything people decide about things with states. */
@NullMarked
package dev.keydesk.decision;

import org.jspecify.annotations.NullMarked;
