@NullMarked
package dev.keydesk.renewal;

import org.jspecify.annotations.NullMarked;
