/** What may be logged about an exception. */
@NullMarked
package dev.keydesk.logging;

import org.jspecify.annotations.NullMarked;
