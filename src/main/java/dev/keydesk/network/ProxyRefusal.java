package dev.keydesk.network;

import java.io.IOException;

/** The proxy asks for authentication that Keydesk cannot give. */
final class ProxyRefusal extends IOException {
    private final int status;
    private final boolean takesLogin;
    private final boolean loginWasSent;

    /**
     * @param takesLogin whether the proxy accepts user and password
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
