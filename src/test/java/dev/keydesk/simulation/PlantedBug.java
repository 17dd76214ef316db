package dev.keydesk.simulation;

/**
 * Six mistakes that others have made, each as a small change to a source file of the bot. A change
 * that no longer fits its file is an error, so none of these goes stale unnoticed.
 */
enum PlantedBug {
    /** Entra's answer is lost, and the call is simply made again. */
    MINT_TWICE_ON_RETRY(
            "pickup/Minting.java",
            """
                    return entra.addPassword(
                            details.app().objectId(),
                            details.keyName(minting.attempt()),
                            start,
                            start.plus(details.lifetime()));
            """,
            """
                    try {
                        return entra.addPassword(
                                details.app().objectId(),
                                details.keyName(minting.attempt()),
                                start,
                                start.plus(details.lifetime()));
                    } catch (EntraFailure.Unsure unsure) {
                        return entra.addPassword(
                                details.app().objectId(),
                                details.keyName(minting.attempt()),
                                start,
                                start.plus(details.lifetime()));
                    }
            """,
            "1:",
            65),

    /** The value goes out, and then it is stored that it did. */
    ANSWER_BEFORE_COMMIT(
            "pickup/Minting.java",
            """
                    if (!storeHandOver(begun, minting, key, delivery.method())) {
            """,
            """
                    delivery.show(minting.details(), marker(minting), key, mintedSecret.value());
                    if (!storeHandOver(begun, minting, key, delivery.method())) {
            """,
            "3:",
            11),

    /** Whoever comes last wins. */
    NO_VERSION_CHECK(
            "workflow/StateRows.java",
            """
                     where %s = :key and version = :version
            """,
            """
                     where %s = :key and :version > 0
            """,
            "6:",
            11),

    /** The state says that the key is gone, and nobody has asked Entra to remove it. */
    REMOVE_FORGOTTEN(
            "pickup/KeyRollback.java",
            """
                    var refusal = remove(taking);
                    switch (lookup.secret(taking.details().app().objectId(), taking.secret().keyId())) {
                        case LookupResult.Found(var _) -> stillThere(stored, taking, refusal);
            """,
            """
                    switch (lookup.secret(taking.details().app().objectId(), taking.secret().keyId())) {
                        case LookupResult.Found(var _) -> gone(stored, taking);
            """,
            "1:",
            15),

    /** The SDK sends a body whole the first time only: what it has sent, it takes as known. */
    REUSE_OF_THE_REQUEST_BODY(
            "entra/Entra.java",
            """
                private static AddPasswordPostRequestBody body(String displayName, Instant start, Instant end) {
            """,
            """
                private static AddPasswordPostRequestBody kept;

                private static AddPasswordPostRequestBody body(String name, Instant start, Instant end) {
                    kept = kept == null ? made(name, start, end) : kept;
                    return kept;
                }

                private static AddPasswordPostRequestBody made(String displayName, Instant start, Instant end) {
            """,
            "5:",
            11),

    /** The event is stored by itself, and then the move that it tells of, or not. */
    EVENT_WITHOUT_MOVE(
            "workflow/Workflow.java",
            """
                    return db.write(tx -> transition(tx, from, to, by, sentence));
            """,
            """
                    db.writing(tx ->
                            machine.event(
                                            new Transition<>(
                                                    Optional.of(from.state()),
                                                    to,
                                                    from.version() + 1,
                                                    clock.instant(),
                                                    by,
                                                    sentence))
                                    .ifPresent(event -> audit.append(tx, event)));
                    return db.write(tx -> transition(tx, from, to, by, sentence));
            """,
            "6: an event without its move",
            1);

    /** Below the root of our packages. */
    final String file;

    final String right;
    final String wrong;

    /** How the law begins that must catch it. */
    final String law;

    /**
     * The first schedule of the search, not long before one that catches it. From anywhere else one
     * is found too, after more or fewer schedules in which the bug does no harm.
     */
    final long from;

    PlantedBug(String file, String right, String wrong, String law, long from) {
        this.file = file;
        this.right = right;
        this.wrong = wrong;
        this.law = law;
        this.from = from;
    }
}
