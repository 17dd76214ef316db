/** A chart of the next twelve months: how many credentials expire in each. */
@NullMarked
package dev.keydesk.expirychart;

import org.jspecify.annotations.NullMarked;
