@NullMarked
package dev.keydesk.retention;

import org.jspecify.annotations.NullMarked;
