package dev.keydesk.network;

import java.io.IOException;

/** The proxy wants to know who the desk is, and what it wants the desk cannot give. */
final class ProxyRefusal extends IOException {
    private final int status;
    private final boolean takesLogin;
    private final boolean loginWasSent;

    /**
     * @param takesLogin whether a user and a password, as such, would do
     */
    ProxyRefusal(int status, boolean takesLogin, boolean loginWasSent) {
        super("the proxy answered " + status);
        this.status = status;
        this.takesLogin = takesLogin;
        this.loginWasSent = loginWasSent;
    }

    int status() {
        return status;
    }

    boolean takesLogin() {
        return takesLogin;
    }

    boolean loginWasSent() {
        return loginWasSent;
    }
}
