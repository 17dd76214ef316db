/**
 * The way to everybody else: through the proxy or straight, whose certificates count, and what to
 * call it when the way is closed.
 */
@NullMarked
package dev.keydesk.network;

import org.jspecify.annotations.NullMarked;
