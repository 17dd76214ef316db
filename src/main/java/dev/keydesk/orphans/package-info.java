/**
 * Secrets in Entra that carry Keydesk's marker and belong to no request: reported to the operators,
 * and never removed.
 */
@NullMarked
package dev.keydesk.orphans;

import org.jspecify.annotations.NullMarked;
