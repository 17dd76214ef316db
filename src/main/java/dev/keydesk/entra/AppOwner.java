package dev.keydesk.entra;

import java.util.Optional;

/**
 * Somebody who owns an app registration.
 *
 * @param name empty, like the address, if the desk may not read people
 * @param mail as other programs may know the person
 * @param program whether it is a service principal, which reads no messages
 */
public record AppOwner(Optional<String> name, Optional<String> mail, boolean program) {}
