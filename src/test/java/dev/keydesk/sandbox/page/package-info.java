@NullMarked
package dev.keydesk.sandbox.page;

import org.jspecify.annotations.NullMarked;
