package dev.keydesk.sandbox.entra;

/**
 * An application permission that an API offers.
 *
 * @param value its name, such as {@code Mail.Read}
 */
public record AppRole(String id, String value, String displayName) {}
