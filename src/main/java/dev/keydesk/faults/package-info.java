/** What the log may say of an exception. */
@NullMarked
package dev.keydesk.faults;

import org.jspecify.annotations.NullMarked;
