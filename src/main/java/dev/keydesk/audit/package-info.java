/** Who did what, when, to which request; only ever added to. */
@NullMarked
package dev.keydesk.audit;

import org.jspecify.annotations.NullMarked;
