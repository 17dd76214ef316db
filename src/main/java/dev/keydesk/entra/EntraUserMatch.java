package dev.keydesk.entra;

/** The result of a search for the account that has an address. */
public sealed interface EntraUserMatch {
    /** Exactly one account has the address. */
    record Found(EntraUser user) implements EntraUserMatch {}

    /** No account has it. */
    record Nobody() implements EntraUserMatch {}

    /** Several accounts have it, so it identifies none of them. */
    record Ambiguous() implements EntraUserMatch {}
}
