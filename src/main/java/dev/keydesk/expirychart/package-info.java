/** A picture of the months ahead: how many keys end in each, and nothing else. */
@NullMarked
package dev.keydesk.expirychart;

import org.jspecify.annotations.NullMarked;
