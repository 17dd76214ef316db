@NullMarked
package dev.keydesk.keylist;

import org.jspecify.annotations.NullMarked;
