/** The one path of all decisions that people make about things with states. */
@NullMarked
package dev.keydesk.decision;

import org.jspecify.annotations.NullMarked;
