@NullMarked
package dev.keydesk.ownership;

import org.jspecify.annotations.NullMarked;
