@NullMarked
package dev.keydesk.reminder;

import org.jspecify.annotations.NullMarked;
