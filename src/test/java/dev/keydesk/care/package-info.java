@NullMarked
package dev.keydesk.care;

import org.jspecify.annotations.NullMarked;
