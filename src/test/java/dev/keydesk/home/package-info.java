@NullMarked
package dev.keydesk.home;

import org.jspecify.annotations.NullMarked;
