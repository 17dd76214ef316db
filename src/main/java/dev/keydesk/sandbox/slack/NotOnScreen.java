package dev.keydesk.sandbox.slack;

/**
 * A person was told to use something that they do not see: the test is wrong, or the page is
 * outdated.
 */
public final class NotOnScreen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOnScreen(String message) {
        super(message);
    }
}
