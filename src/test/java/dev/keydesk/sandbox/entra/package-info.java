@NullMarked
package dev.keydesk.sandbox.entra;

import org.jspecify.annotations.NullMarked;
