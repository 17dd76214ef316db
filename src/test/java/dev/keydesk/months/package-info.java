@NullMarked
package dev.keydesk.months;

import org.jspecify.annotations.NullMarked;
