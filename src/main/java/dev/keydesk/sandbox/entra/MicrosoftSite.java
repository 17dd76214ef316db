package dev.keydesk.sandbox.entra;

/** One of Microsoft's two sites: Graph, or the sign-in. */
interface MicrosoftSite {
    /** Returns the name by which faults are planned, such as {@code addPassword}. */
    String nameOf(EntraHttpRequest request);

    /** Handles the request. */
    EntraHttpAnswer answer(EntraHttpRequest request);

    /** Records the answer; status 0 means that there was none. */
    void note(EntraHttpRequest request, EntraHttpAnswer told);
}
