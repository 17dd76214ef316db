@NullMarked
package dev.keydesk.expiry;

import org.jspecify.annotations.NullMarked;
