@NullMarked
package dev.keydesk.expirychart;

import org.jspecify.annotations.NullMarked;
