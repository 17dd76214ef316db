package dev.keydesk.entra;

import java.util.Optional;
import java.util.UUID;

/**
 * A user account of the tenant.
 *
 * @param name display name; untrusted text, at most 256 characters
 * @param mail main mail address; empty if the account has none
 * @param userPrincipalName sign-in name; a guest's contains {@code #EXT#}
 * @param userType {@code Member} or {@code Guest}; empty if Keydesk may not read it, for which it
 *     needs {@code User.Read.All}
 * @param accountEnabled whether the account may sign in; empty as for the user type
 */
public record EntraUser(
        UUID objectId,
        Optional<String> name,
        Optional<String> mail,
        Optional<String> userPrincipalName,
        Optional<String> userType,
        Optional<Boolean> accountEnabled) {}
