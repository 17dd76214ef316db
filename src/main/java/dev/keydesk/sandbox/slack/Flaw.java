package dev.keydesk.sandbox.slack;

/** Something in blocks or a view that Slack does not accept, with the JSON pointer to it. */
record Flaw(String message, String pointer) {
    String text() {
        return message + " [json-pointer:" + pointer + "]";
    }
}
