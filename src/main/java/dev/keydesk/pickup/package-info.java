/**
 * The secret is made and handed over in one moment, and every way that moment can fail is settled.
 */
@NullMarked
package dev.keydesk.pickup;

import org.jspecify.annotations.NullMarked;
