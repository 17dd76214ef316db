@NullMarked
package dev.keydesk.maintenance;

import org.jspecify.annotations.NullMarked;
