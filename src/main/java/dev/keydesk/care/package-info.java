/** Who looks after which app registrations, and how their keys read to somebody who looks. */
@NullMarked
package dev.keydesk.care;

import org.jspecify.annotations.NullMarked;
