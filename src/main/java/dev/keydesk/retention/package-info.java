/** How long rows are kept once nothing more happens to them. */
@NullMarked
package dev.keydesk.retention;

import org.jspecify.annotations.NullMarked;
