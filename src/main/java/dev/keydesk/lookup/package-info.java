/** Looks for app registrations and their keys in Entra, and tells when one is surely gone. */
@NullMarked
package dev.keydesk.lookup;

import org.jspecify.annotations.NullMarked;
