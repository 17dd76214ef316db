package dev.keydesk.entra;

import java.util.Optional;
import java.util.UUID;

/**
 * A group of the tenant.
 *
 * @param name display name; untrusted text, at most 256 characters; empty if Entra shows none
 */
public record EntraGroup(UUID id, Optional<String> name) {}
