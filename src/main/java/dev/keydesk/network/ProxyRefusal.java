package dev.keydesk.network;

import java.io.IOException;

/** The proxy answered 407, and what it wants the desk cannot give. */
final class ProxyRefusal extends IOException {
    private final boolean takesLogin;
    private final boolean loginWasSent;

    /**
     * @param takesLogin whether a user and a password, as such, would do
     */
    ProxyRefusal(int status, boolean takesLogin, boolean loginWasSent) {
        super("the proxy answered " + status);
        this.takesLogin = takesLogin;
        this.loginWasSent = loginWasSent;
    }

    boolean takesLogin() {
        return takesLogin;
    }

    boolean loginWasSent() {
        return loginWasSent;
    }
}
