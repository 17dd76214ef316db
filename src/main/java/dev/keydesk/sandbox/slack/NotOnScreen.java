package dev.keydesk.sandbox.slack;

/**
 * Somebody was told to use something they do not see: the test is wrong, or the page is out of
 * date.
 */
public final class NotOnScreen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOnScreen(String message) {
        super(message);
    }
}
