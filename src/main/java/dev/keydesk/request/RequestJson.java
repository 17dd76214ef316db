package dev.keydesk.request;

import dev.keydesk.store.RowStates;

/** How a state is written into its row: its name in one column, its facts as JSON in the other. */
final class RequestJson {
    private static final RowStates<SecretRequest> STATES = RowStates.of(SecretRequest.class);

    private RequestJson() {}

    static String stateOf(SecretRequest request) {
        return STATES.nameOf(request);
    }

    static String write(SecretRequest request) {
        return STATES.write(request);
    }

    /**
     * The same for a row that has been written before. A newer version may have put facts there
     * that this one does not know; they stay.
     *
     * @param from what this version has read in that row
     * @param stored what stands in it
     */
    static String write(SecretRequest to, SecretRequest from, String stored) {
        return STATES.write(to, from, stored);
    }

    static SecretRequest read(String state, String body) {
        return STATES.read(state, body);
    }
}
