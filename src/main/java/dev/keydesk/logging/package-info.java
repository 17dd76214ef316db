/** What the log may say of an exception. */
@NullMarked
package dev.keydesk.logging;

import org.jspecify.annotations.NullMarked;
