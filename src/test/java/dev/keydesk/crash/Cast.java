package dev.keydesk.crash;

import dev.keydesk.support.Books;

/** People who bring a request to a stage, while all is well. */
final class Cast {
    private final CrashScene scene;
    private final Witness witness;

    Cast(CrashScene scene) {
        this.scene = scene;
        this.witness = new Witness(scene);
    }

    /** A form that is filled in and not sent. */
    String form(int engineer) {
        return Until.there(
                "the form comes up", () -> scene.engineer(engineer).fillsIn(scene.appOf(engineer)));
    }

    /** A request that stands before the approvers. */
    String waiting(int engineer) {
        var form = form(engineer);
        var ticket =
                Until.there(
                        "the form is taken",
                        () -> scene.crashJournal().submits(scene.engineer(engineer), form));
        awaitButton(ticket);
        scene.quiet();
        return ticket;
    }

    private void awaitButton(String ticket) {
        Until.so("the card is there", () -> scene.approver().finds("approve", ticket).isPresent());
    }

    String approved(int engineer) {
        var ticket = waiting(engineer);
        scene.crashJournal().presses(scene.approver(), "approve", ticket);
        Until.so(
                "the note is there",
                () -> scene.engineer(engineer).finds("pick-up", ticket).isPresent());
        scene.quiet();
        return ticket;
    }

    String handedOver(int engineer) {
        var ticket = approved(engineer);
        scene.crashJournal().presses(scene.engineer(engineer), "pick-up", ticket);
        Until.so("the value is shown", () -> hasValue(ticket));
        Until.so(
                "the note asks whether it arrived",
                () -> scene.engineer(engineer).finds("not-received", ticket + "-1").isPresent());
        scene.quiet();
        return ticket;
    }

    boolean hasValue(String ticket) {
        return scene.books()
                .request(ticket)
                .flatMap(Books.Row::keyId)
                .filter(witness::wasShown)
                .isPresent();
    }

    /** A one-time link that has not been opened. */
    void link(int engineer, String ticket) {
        var person = scene.engineer(engineer);
        scene.crashJournal().presses(person, "get-link", ticket);
        Until.so("the link is there", () -> person.invitation(ticket).isPresent());
        scene.quiet();
    }

    /** Opens the newest link and asks for the secret. */
    void opens(int engineer, String ticket) {
        var person = scene.engineer(engineer);
        person.invitation(ticket)
                .map(scene.browser()::picksUp)
                .flatMap(answer -> answer.value())
                .ifPresent(value -> scene.crashJournal().shownOnPage(person, value));
    }
}
