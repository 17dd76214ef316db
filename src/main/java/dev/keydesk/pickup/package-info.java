/**
 * The pick-up: the secret is made and handed over in one moment, and every failure of that moment
 * is settled.
 */
@NullMarked
package dev.keydesk.pickup;

import org.jspecify.annotations.NullMarked;
