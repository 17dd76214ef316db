/** A simulated Microsoft Entra and Microsoft Graph on the wire, as strict as the real ones. */
@NullMarked
package dev.keydesk.sandbox.entra;

import org.jspecify.annotations.NullMarked;
