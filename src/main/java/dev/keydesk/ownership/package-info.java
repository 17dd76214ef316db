/** Who looks after which app registrations, and how their keys read to somebody who looks. */
@NullMarked
package dev.keydesk.ownership;

import org.jspecify.annotations.NullMarked;
