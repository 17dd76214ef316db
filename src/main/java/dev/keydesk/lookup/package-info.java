/** Looks for app registrations and their credentials in Entra, and proves when one is gone. */
@NullMarked
package dev.keydesk.lookup;

import org.jspecify.annotations.NullMarked;
