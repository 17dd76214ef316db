package dev.keydesk.sandbox.page;

/** The page asked for something impossible; the message tells the person why. */
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String why;

    Unanswerable(int status, String why) {
        super(why);
        this.status = status;
        this.why = why;
    }

    static Unanswerable badRequest(String message) {
        return new Unanswerable(400, message);
    }

    int status() {
        return status;
    }

    String why() {
        return why;
    }
}
