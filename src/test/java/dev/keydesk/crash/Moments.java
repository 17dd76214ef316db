package dev.keydesk.crash;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.support.Books;
import dev.keydesk.support.ScriptedPerson;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The moments at which a desk is killed, each with a name and a way to get there. A call that hangs
 * stands for the moment just before or just after the other side did its work; a database that is
 * held back stands for the moment before something is stored.
 */
final class Moments {
    private static final Fault BEFORE = new Fault.HangBefore();
    private static final Fault AFTER = new Fault.HangAfter();

    /** Long enough for an answer that has left to arrive, on a slow machine too. */
    private static final Duration AN_ANSWER_ARRIVES = Duration.ofMillis(150);

    private final CrashScene scene;
    private final Cast cast;
    private final int engineer;

    private Moments(CrashScene scene, int engineer) {
        this.scene = scene;
        this.cast = new Cast(scene);
        this.engineer = engineer;
    }

    /** Brings a scene to its moment: when it returns, the desk is to be killed. */
    @FunctionalInterface
    interface Play {
        void upTo(Moments moments);
    }

    /**
     * One of them.
     *
     * @param kills how many kills it takes, the last one included
     */
    record Moment(String name, int kills, Play play) {
        void upTo(CrashScene scene, int engineer) {
            play.upTo(new Moments(scene, engineer));
        }
    }

    static final List<Moment> ALL =
            List.of(
                    moment("form sent, not stored", Moments::formNotStored),
                    moment("form stored, answer not sent", Moments::formStored),
                    moment("form stored, not looked at", Moments::formNotLookedAt),
                    moment("card posted, not noted", Moments::cardNotNoted),
                    moment("approve pressed, not stored", Moments::approvalNotStored),
                    moment("approve acknowledged, not settled", Moments::approvalNotSettled),
                    moment("approval settled, nobody told", Moments::approvalNotTold),
                    moment("pick-up pressed, intent not stored", Moments::intentNotStored),
                    moment("intent stored, Entra not asked", Moments::entraNotAsked),
                    moment("Entra asked, key not made", Moments::keyNotMade),
                    moment("key made, answer not sent", Moments::answerNotSent),
                    moment("answer received, hand-over not stored", Moments::handOverNotStored),
                    moment("hand-over stored, value not sent", Moments::valueNotSent),
                    moment("value on its way", Moments::valueOnItsWay),
                    moment("value sent, click not settled", Moments::valueSent),
                    moment("link asked for, not sent", Moments::linkNotSent),
                    moment("link sent, click not settled", Moments::linkSent),
                    moment("link pressed, intent not stored", Moments::intentNotStoredByLink),
                    moment("by link: intent stored, Entra not asked", Moments::entraNotAskedByLink),
                    moment("by link: Entra asked, key not made", Moments::keyNotMadeByLink),
                    moment("by link: key made, answer not sent", Moments::answerNotSentByLink),
                    moment(
                            "by link: answer received, hand-over not stored",
                            Moments::handOverNotStoredByLink),
                    moment(
                            "by link: hand-over stored, value not sent",
                            Moments::valueNotSentByLink),
                    moment("by link: value sent and lost", Moments::valueLostByLink),
                    moment("by link: value shown", Moments::valueShownByLink),
                    moment("take-back asked for, not settled", Moments::takeBackNotSettled),
                    moment("take-back: before the removal", Moments::notRemoved),
                    moment("take-back: removed, answer not sent", Moments::removed),
                    moment("take-back: removed, not read back", Moments::notReadBack),
                    new Moment("doubt: before the look", 2, Moments::doubtNotLookedInto),
                    new Moment("doubt: key found, not removed", 2, Moments::strayNotRemoved),
                    new Moment("doubt: key removed, not noted", 2, Moments::strayRemoved));

    private static Moment moment(String name, Play play) {
        return new Moment(name, 1, play);
    }

    // Asking

    private void formNotStored() {
        var form = cast.form(engineer);
        scene.holdBackTheDatabase();
        scene.meanwhile(() -> scene.crashJournal().submits(person(), form));
        arrives();
    }

    private void formStored() {
        var form = cast.form(engineer);
        scene.meanwhile(() -> scene.crashJournal().submits(person(), form));
        Until.atOnce(
                "the form is stored",
                () -> scene.books().requests().stream().anyMatch(row -> row.viewId().equals(form)));
    }

    private void formNotLookedAt() {
        var form = cast.form(engineer);
        hangInSlack("users.info", BEFORE);
        scene.crashJournal().submits(person(), form);
        awaitSlack();
    }

    private void cardNotNoted() {
        var form = cast.form(engineer);
        hangInSlack("chat.postMessage", AFTER);
        scene.crashJournal().submits(person(), form);
        awaitSlack();
        arrives();
    }

    // Deciding

    private void approvalNotStored() {
        var ticket = cast.waiting(engineer);
        scene.holdBackTheDatabase();
        scene.meanwhile(() -> scene.crashJournal().presses(scene.approver(), "approve", ticket));
        arrives();
    }

    private void approvalNotSettled() {
        var ticket = cast.waiting(engineer);
        hangInSlack("users.info", BEFORE);
        scene.crashJournal().presses(scene.approver(), "approve", ticket);
        scene.crashJournal().presses(scene.otherApprover(), "approve", ticket);
        awaitSlack();
    }

    private void approvalNotTold() {
        var ticket = cast.waiting(engineer);
        hangInSlack("chat.update", BEFORE);
        scene.crashJournal().presses(scene.approver(), "approve", ticket);
        awaitSlack();
    }

    // Picking up, in Slack and by link

    private void intentNotStored() {
        intentNotStored(pressing());
    }

    private void intentNotStoredByLink() {
        intentNotStored(opening());
    }

    private void intentNotStored(Runnable pickUp) {
        hangInEntra("getApplication", BEFORE, pickUp);
    }

    private void entraNotAsked() {
        entraNotAsked(cast.approved(engineer), this::press);
    }

    private void entraNotAskedByLink() {
        entraNotAsked(cast.approved(engineer), ticket -> opening(ticket).run());
    }

    private void entraNotAsked(String ticket, Consumer<String> pickUp) {
        scene.town().entra().faults().next("addPassword", BEFORE);
        scene.meanwhile(() -> pickUp.accept(ticket));
        awaitState(ticket, "Minting");
    }

    private void keyNotMade() {
        hangInEntra("addPassword", BEFORE, pressing());
    }

    private void keyNotMadeByLink() {
        hangInEntra("addPassword", BEFORE, opening());
    }

    private void answerNotSent() {
        hangInEntra("addPassword", AFTER, pressing());
    }

    private void answerNotSentByLink() {
        hangInEntra("addPassword", AFTER, opening());
    }

    private void handOverNotStored() {
        handOverNotStored(pressing());
    }

    private void handOverNotStoredByLink() {
        handOverNotStored(opening());
    }

    /** Entra notes a call before it answers: that is when the database is taken from the desk. */
    private void handOverNotStored(Runnable pickUp) {
        int before = madeKeys();
        var isHeld = new AtomicBoolean();
        var watching = new AtomicBoolean(true);
        scene.town()
                .entra()
                .onChange(() -> {
                    if (madeKeys() > before && watching.getAndSet(false)) {
                        scene.holdBackTheDatabase();
                        isHeld.set(true);
                    }
                });
        scene.meanwhile(pickUp);
        Until.so("Entra has answered", isHeld::get);
        arrives();
    }

    private void valueNotSent() {
        var ticket = cast.approved(engineer);
        hangInSlack("response_url", BEFORE);
        press(ticket);
        awaitState(ticket, "HandedOver");
    }

    private void valueNotSentByLink() {
        var ticket = cast.approved(engineer);
        var opening = opening(ticket);
        scene.meanwhile(opening);
        awaitState(ticket, "HandedOver");
    }

    private void valueOnItsWay() {
        var ticket = cast.approved(engineer);
        hangInSlack("response_url", BEFORE);
        press(ticket);
        awaitSlack();
    }

    private void valueSent() {
        var ticket = cast.approved(engineer);
        hangInSlack("response_url", AFTER);
        press(ticket);
        Until.so("the value is shown", () -> cast.hasValue(ticket));
    }

    private void linkNotSent() {
        var ticket = cast.approved(engineer);
        hangInSlack("response_url", BEFORE);
        scene.crashJournal().presses(person(), "get-link", ticket);
        awaitSlack();
    }

    private void linkSent() {
        var ticket = cast.approved(engineer);
        hangInSlack("response_url", AFTER);
        scene.crashJournal().presses(person(), "get-link", ticket);
        Until.so("the link is there", () -> person().invitation(ticket).isPresent());
    }

    private void valueLostByLink() {
        var ticket = cast.approved(engineer);
        var opening = opening(ticket);
        scene.town().gateway().loseNextAnswer();
        opening.run();
    }

    private void valueShownByLink() {
        opening().run();
    }

    // Taking back

    private void takeBackNotSettled() {
        var ticket = cast.handedOver(engineer);
        scene.crashJournal().presses(person(), "not-received", ticket + "-1");
    }

    private void notRemoved() {
        hangInEntra("removePassword", BEFORE, takingBack());
    }

    private void removed() {
        hangInEntra("removePassword", AFTER, takingBack());
    }

    private void notReadBack() {
        var takingBack = takingBack();
        hangInEntra("getApplication", BEFORE, takingBack);
    }

    // In doubt, after a first kill

    private void doubtNotLookedInto() {
        answerNotSent();
        scene.kill();
        scene.pass(Recovery.RESTART);
        hangInEntra("getApplication", BEFORE, scene::launch);
    }

    private void strayNotRemoved() {
        answerNotSent();
        scene.kill();
        scene.pass(Recovery.RESTART);
        hangInEntra("removePassword", BEFORE, scene::launch);
    }

    private void strayRemoved() {
        answerNotSent();
        scene.kill();
        scene.pass(Recovery.RESTART);
        hangInEntra("removePassword", AFTER, scene::launch);
    }

    // How to get there

    private ScriptedPerson person() {
        return scene.engineer(engineer);
    }

    private Runnable pressing() {
        var ticket = cast.approved(engineer);
        return () -> press(ticket);
    }

    private void press(String ticket) {
        scene.crashJournal().presses(person(), "pick-up", ticket);
    }

    private Runnable opening() {
        return opening(cast.approved(engineer));
    }

    private Runnable opening(String ticket) {
        cast.link(engineer, ticket);
        return () -> cast.opens(engineer, ticket);
    }

    private Runnable takingBack() {
        var ticket = cast.handedOver(engineer);
        // A key is not removed before Entra knows it everywhere.
        scene.pass(Duration.ofSeconds(20));
        return () -> scene.crashJournal().presses(person(), "not-received", ticket + "-1");
    }

    private void hangInSlack(String call, Fault fault) {
        scene.quiet();
        scene.town().slack().faults().next(call, fault);
    }

    private void awaitSlack() {
        Until.so("Slack was called", () -> scene.town().slack().faults().isEmpty());
    }

    private void hangInEntra(String call, Fault fault, Runnable cause) {
        int before = unanswered(call);
        scene.town().entra().faults().next(call, fault);
        scene.meanwhile(cause);
        Until.so(call + " hangs", () -> unanswered(call) > before);
    }

    private int unanswered(String call) {
        return count(call, 0);
    }

    private int madeKeys() {
        return count("addPassword", 200);
    }

    private int count(String call, int status) {
        return (int)
                scene.town().entra().calls().stream()
                        .filter(it -> it.name().equals(call) && it.status() == status)
                        .count();
    }

    private void awaitState(String ticket, String state) {
        Until.atOnce(
                ticket + " is " + state,
                () ->
                        scene.books()
                                .request(ticket)
                                .map(Books.Row::state)
                                .filter(state::equals)
                                .isPresent());
    }

    private static void arrives() {
        LockSupport.parkNanos(AN_ANSWER_ARRIVES.toNanos());
    }
}
