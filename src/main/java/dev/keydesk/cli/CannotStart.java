package dev.keydesk.cli;

/** What keeps a command from starting; the message is a sentence for the operator. */
final class CannotStart extends RuntimeException {
    CannotStart(String sentence) {
        super(sentence);
    }
}
