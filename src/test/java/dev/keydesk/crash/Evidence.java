package dev.keydesk.crash;

import dev.keydesk.support.Books;
import dev.keydesk.support.KeyWatch;

import java.util.List;

/**
 * Everything there is to judge a desk by, once faults have stopped and the stated times have
 * passed.
 *
 * @param requests the rows
 * @param moves the audit log
 * @param clicks what is still waiting for its answer
 * @param overdue jobs that should have been done by now
 * @param keys every key the desk ever made
 * @param showings every message and answer that showed a value, by key
 * @param deeds what people did, as far as the desk took notice of it
 */
record Evidence(
        List<Books.Row> requests,
        List<Books.Line> moves,
        List<Books.Unsettled> clicks,
        List<String> overdue,
        List<KeyWatch.Key> keys,
        List<Showing> showings,
        List<Deed> deeds) {

    /**
     * A value on somebody's screen.
     *
     * @param where names the message or the answer, so that two of them can be told apart
     */
    record Showing(String keyId, String to, String where) {}

    /**
     * Something a person did and the desk acknowledged.
     *
     * @param answered whether its effect is in the books, or the person was told something since
     */
    record Deed(String by, String what, boolean answered) {}
}
