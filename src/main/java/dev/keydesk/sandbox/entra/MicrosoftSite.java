package dev.keydesk.sandbox.entra;

/** One of the two sites of Microsoft: Graph, or the one that signs people and apps in. */
interface MicrosoftSite {
    /** The name faults are planned by, such as {@code addPassword}. */
    String nameOf(EntraHttpRequest request);

    /** Does what was asked. */
    EntraHttpAnswer answer(EntraHttpRequest request);

    /** Notes what the caller was told; status 0 says that nobody was told anything. */
    void note(EntraHttpRequest request, EntraHttpAnswer told);
}
