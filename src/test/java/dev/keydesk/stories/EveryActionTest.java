package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.SecretRequest.Denied;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.PickUpTab;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.SecretPolicy;
import dev.keydesk.sandbox.slack.ActionReply;
import dev.keydesk.sandbox.slack.ApiCall;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that can be pressed, typed, chosen or sent, done by everybody who may not: nothing
 * changes in the tables and in Entra, nobody else hears of it, and they are told why.
 *
 * <p>What there is comes from the running desk. A new action without an entry here is an error, and
 * an entry that is never tried cannot be written.
 */
class EveryActionTest extends RenewalStory {

    /** Who presses. All but the first three are in the groups that ask and decide. */
    private enum Who {
        /** A full member who has nothing to do with it. */
        OUTSIDER,
        /** Somebody else who may ask. */
        OTHER_REQUESTER,
        /** Whoever asked for it; among the approvers too, where somebody has to approve. */
        REQUESTER,
        GUEST,
        STRANGER,
        BOT,
        DEACTIVATED
    }

    /** Where things stand when somebody presses. */
    enum Scene {
        FORM_OPEN,
        WAITING,
        APPROVED,
        TOO_LONG,
        HANDED_OVER,
        BY_LINK,
        RECEIVED,
        STUCK,
        KEY_STUCK,
        REMINDED,
        REMOVAL_ASKED,
        REMOVAL_STUCK,
        OLD_KEY,
        OLD_KEY_PLANNED,
        LEAKED,
        MANY_KEYS
    }

    /**
     * One thing that can be done.
     *
     * @param registered how the desk has registered it
     * @param told what each of those who may not is told; who is left out may do it
     * @param ready makes everything ready as whoever may do it, and gives the deed itself
     */
    private record Entry(
            String registered,
            Scene scene,
            Map<Who, String> told,
            Function<EveryActionTest, Runnable> ready) {}

    private static final String ELSEWHERE = "serves another Slack workspace";
    private static final String NOT_ASKING = "not among the people who may ask";
    private static final String MEMBERS_ONLY = "Only full members";

    /** An answer of Slack's own that has no room for words: a list without a line, or nothing. */
    private static final String EMPTY = "\"options\":[]";

    /** The deed is done by the browser; Slack only wants to hear that we know. */
    private static final String NOTHING = "";

    private static final List<Entry> TABLE =
            List.of(
                    // Asking
                    entry("slashCommand /new-client-secret", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> () -> it.alice().type("/new-client-secret payroll-api")),
                    entry("globalShortcut new_client_secret", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it ->
                                    () ->
                                            it.slack()
                                                    .shortcut(
                                                            it.alice().id(), "new_client_secret")),
                    entry("blockAction home-new-client-secret", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> onHome(it.alice(), "New client secret")),
                    entry("blockSuggestion app", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, EMPTY)
                            .gets("\"options\":[{")
                            .told(Who.STRANGER, EMPTY)
                            .is(it -> it.formOf("/new-client-secret", form -> form.offers("pay"))),
                    entry("blockAction app", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> it.chosen("/new-client-secret", "app", "payroll")),
                    entry("viewSubmission new_client_secret", Scene.FORM_OPEN)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .told(Who.GUEST, "Guests cannot ask")
                            .told(Who.STRANGER, ELSEWHERE)
                            .told(Who.BOT, "Bots cannot ask")
                            .told(Who.DEACTIVATED, "account is deactivated")
                            .is(it ->
                                    it.formOf(
                                            "/new-client-secret payroll-api",
                                            form ->
                                                    form.description("nightly export")
                                                            .lifetime(90)
                                                            .reason(
                                                                    "The old secret expires in"
                                                                            + " spring.")
                                                            .sent())),

                    // Deciding
                    entry("blockAction approve", Scene.WAITING)
                            .decides()
                            .is(it -> it.onCard("Approve")),
                    entry("blockAction ask-why-deny", Scene.WAITING)
                            .asksWhy()
                            .is(it -> it.onCard("Deny")),
                    entry("viewSubmission deny_request", Scene.WAITING)
                            .decides()
                            .is(it -> it.reasonFor(() -> it.onCard("Deny").run())),
                    entry("blockAction withdraw", Scene.WAITING)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "Your request KD-", "Withdraw")),
                    entry("blockAction cancel", Scene.APPROVED)
                            .decides()
                            .is(it -> it.onCard("Cancel approval")),
                    entry("blockAction allow-another-pick-up", Scene.STUCK)
                            .decides()
                            .is(it -> it.onCard("Allow another pick-up")),
                    entry("blockAction close-stuck", Scene.STUCK)
                            .decides()
                            .is(it -> it.onCard("Close")),
                    entry("blockAction remove-stuck", Scene.KEY_STUCK)
                            .decides()
                            .is(it -> it.onCard("Remove the secret")),

                    // Picking up
                    entry("blockAction pick-up", Scene.APPROVED)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "can pick it up", "Pick up the secret")),
                    entry("blockAction shorten-lifetime", Scene.TOO_LONG)
                            .onlyRequester()
                            .is(it ->
                                    press(
                                            it.alice(),
                                            "Choose a shorter one",
                                            "Shorten to 60 days")),
                    entry("blockAction get-link", Scene.APPROVED)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "can pick it up", "Get a one-time link")),
                    entry("blockAction open-link", Scene.APPROVED)
                            .all(NOTHING)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(EveryActionTest::opensLink),
                    entry("blockAction have-it", Scene.HANDED_OVER)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "Do you have it?", "I have it")),
                    entry("blockAction have-it-here", Scene.HANDED_OVER)
                            .onlyRequester()
                            .is(it ->
                                    () ->
                                            it.alice()
                                                    .seesPrivately("Store it now")
                                                    .press("I have it")),
                    entry("blockAction not-received", Scene.HANDED_OVER)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "Do you have it?", "I did not get it")),
                    entry("blockAction not-me", Scene.BY_LINK)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "Do you have it?", "This was not me")),
                    entry("blockAction remove-key", Scene.RECEIVED)
                            .onlyRequester()
                            .is(it -> press(it.alice(), "and received", "Remove this secret")),

                    // Reminding
                    entry("blockAction reminder-menu", Scene.REMINDED)
                            .onlyMembers()
                            .is(it -> it.onLine("Snooze until the next step")),
                    entry("blockAction reminder-menu", Scene.REMINDED)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> it.onLine("Renew")),
                    entry("blockAction reminder-menu", Scene.REMINDED)
                            .gets("not_ours")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> it.onLine("Not ours")),
                    entry("blockAction reminder-menu", Scene.REMINDED)
                            .gets("remove_key")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> it.onLine("Remove…")),
                    entry("viewSubmission not_ours", Scene.REMINDED)
                            .onlyMembers()
                            .is(it ->
                                    formBehind(
                                            it.alice(),
                                            it.onLine("Not ours"),
                                            form ->
                                                    form.choose(
                                                                    "right_channel",
                                                                    it.operators().value())
                                                            .sent())),
                    entry("viewSubmission remove_key", Scene.REMINDED)
                            .onlyMembers()
                            .is(it -> formBehind(it.alice(), it.onLine("Remove…"), OpenForm::sent)),

                    // Removing
                    entry("blockAction approve-removal", Scene.REMOVAL_ASKED)
                            .decides()
                            .is(it -> it.onRemoval("Approve removal")),
                    entry("blockAction decline-removal", Scene.REMOVAL_ASKED)
                            .asksWhy()
                            .is(it -> it.onRemoval("Decline")),
                    entry("viewSubmission decline_removal", Scene.REMOVAL_ASKED)
                            .decides()
                            .is(it -> it.reasonFor(() -> it.onRemoval("Decline").run())),
                    entry("blockAction withdraw-removal", Scene.REMOVAL_ASKED)
                            .decidesToo()
                            .is(it -> press(it.alice(), "It waits for the approvers", "Withdraw")),
                    entry("blockAction retry-removal", Scene.REMOVAL_STUCK)
                            .decidesToo()
                            .is(it -> press(it.alice(), "The secret is still there", "Try again")),

                    // Old keys
                    entry("blockAction old-secret-remove", Scene.OLD_KEY)
                            .settlesOld()
                            .is(it -> press(it.bob(), CARD, "Remove now")),
                    entry("blockAction old-secret-keep", Scene.OLD_KEY)
                            .settlesOld()
                            .is(it -> press(it.bob(), CARD, "Keep")),
                    entry("blockAction old-secret-remove-on", Scene.OLD_KEY)
                            .gets("old_secret_day")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> press(it.bob(), CARD, "Remove on a date")),
                    entry("viewSubmission old_secret_day", Scene.OLD_KEY)
                            .settlesOld()
                            .is(it ->
                                    formBehind(
                                            it.bob(),
                                            press(it.bob(), CARD, "Remove on a date"),
                                            form -> form.choose("day", "2026-03-10").sent())),
                    entry("blockAction old-secret-call-off", Scene.OLD_KEY_PLANNED)
                            .settlesOld()
                            .is(it -> press(it.bob(), CARD, "Cancel removal")),

                    // Revoking
                    entry("blockSuggestion revoke_app", Scene.LEAKED)
                            .told(Who.OUTSIDER, EMPTY)
                            .gets("\"options\":[{")
                            .told(Who.STRANGER, EMPTY)
                            .is(it ->
                                    it.formOf(
                                            "/new-client-secret revoke",
                                            form -> form.offers("revoke_app", "bill"))),
                    entry("blockAction revoke_app", Scene.LEAKED)
                            .revokes()
                            .is(it -> it.chosen("/new-client-secret revoke", "revoke_app", "bill")),
                    entry("viewSubmission revoke_key", Scene.LEAKED)
                            .revokes()
                            .is(EveryActionTest::revokes),

                    // Looking
                    entry("event app_home_opened", Scene.MANY_KEYS)
                            .membersLook(MEMBERS_ONLY)
                            .is(it -> () -> it.slack().openHome(it.alice().id())),
                    entry("blockAction home-more-keys", Scene.MANY_KEYS)
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> onHome(it.alice(), "70 more")),
                    entry("blockAction home-keys-before", Scene.MANY_KEYS)
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(EveryActionTest::turnsBack),
                    entry("slashCommand /client-secrets", Scene.MANY_KEYS)
                            .told(Who.OUTSIDER, "The desk shows you no app")
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> () -> it.alice().type("/client-secrets billing")),
                    entry("blockAction list-keys-of", Scene.MANY_KEYS)
                            .told(Who.OUTSIDER, "cannot show you this app")
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it ->
                                    () ->
                                            it.alice()
                                                    .seesPrivately("Several apps fit")
                                                    .pressBeside("billing-test", "Show")),
                    entry("blockAction list-more-keys", Scene.MANY_KEYS)
                            .told(Who.OUTSIDER, "cannot show you this app")
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(EveryActionTest::goesOn),
                    entry("blockAction send-keys-as-csv", Scene.MANY_KEYS)
                            .told(Who.OUTSIDER, "nothing was sent")
                            .membersLook(MEMBERS_ONLY)
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it ->
                                    () ->
                                            it.alice()
                                                    .seesPrivately("billing has 120 credentials")
                                                    .press("Send me the list as CSV")),
                    entry("blockAction renew-listed-key", Scene.MANY_KEYS)
                            .told(Who.OUTSIDER, NOT_ASKING)
                            .gets("new_client_secret")
                            .told(Who.STRANGER, ELSEWHERE)
                            .is(it -> onHome(it.alice(), "Renew")));

    private static Row entry(String registered, Scene scene) {
        return new Row(registered, scene, new EnumMap<>(Who.class));
    }

    /** An entry while it is being written. */
    private record Row(String registered, Scene scene, Map<Who, String> told) {
        Row told(Who who, String words) {
            told.put(who, words);
            return this;
        }

        Row all(String words) {
            EnumSet.allOf(Who.class).forEach(who -> told.put(who, words));
            return this;
        }

        /** Only somebody who decides may, and nobody about their own request. */
        Row decides() {
            return decidesToo().told(Who.REQUESTER, "Nobody may decide about their own request");
        }

        /** The same, and whoever asked may too. */
        Row decidesToo() {
            return told(Who.OUTSIDER, "you are not among them")
                    .told(Who.OTHER_REQUESTER, "you are not among them")
                    .told(Who.GUEST, "Guests cannot")
                    .told(Who.STRANGER, ELSEWHERE)
                    .told(Who.BOT, "Bots cannot")
                    .told(Who.DEACTIVATED, "account is deactivated");
        }

        /** Who is in the group gets the form; what they may is looked at when they send it. */
        Row asksWhy() {
            return all("deny_reason")
                    .told(Who.OUTSIDER, "you are not among them")
                    .told(Who.OTHER_REQUESTER, "you are not among them")
                    .told(Who.STRANGER, ELSEWHERE);
        }

        /** Who is in the group gets this form; what they may is looked at when they send it. */
        Row gets(String form) {
            return told(Who.GUEST, form).told(Who.BOT, form).told(Who.DEACTIVATED, form);
        }

        Row onlyRequester() {
            all("Only <@").told(Who.STRANGER, ELSEWHERE);
            told.remove(Who.REQUESTER);
            return this;
        }

        Row onlyMembers() {
            return membersLook(MEMBERS_ONLY).told(Who.STRANGER, ELSEWHERE);
        }

        Row membersLook(String words) {
            return told(Who.GUEST, words)
                    .told(Who.STRANGER, words)
                    .told(Who.BOT, words)
                    .told(Who.DEACTIVATED, words);
        }

        Row settlesOld() {
            return told(Who.OUTSIDER, "may decide what happens to the old one")
                    .told(Who.OTHER_REQUESTER, "may decide what happens to the old one")
                    .told(Who.GUEST, "Guests cannot")
                    .told(Who.STRANGER, ELSEWHERE)
                    .told(Who.BOT, "Bots cannot")
                    .told(Who.DEACTIVATED, "account is deactivated");
        }

        Row revokes() {
            return told(Who.OUTSIDER, "can revoke it")
                    .told(Who.OTHER_REQUESTER, "can revoke it")
                    .told(Who.REQUESTER, "can revoke it")
                    .told(Who.GUEST, "Guests cannot")
                    .told(Who.STRANGER, ELSEWHERE)
                    .told(Who.BOT, "Bots cannot")
                    .told(Who.DEACTIVATED, "account is deactivated");
        }

        Entry is(Function<EveryActionTest, Runnable> ready) {
            return new Entry(registered, scene, told, ready);
        }
    }

    /** What an answer does not wait for is done before the answer, so that it can be read then. */
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                around -> around.with(around.callInterceptors().beside(Runnable::run)));
    }

    // What makes a scene

    private final Map<Who, WorkspaceMember> people = new EnumMap<>(Who.class);

    private void peopleCome() {
        var workspace = slack().workspace();
        people.put(Who.OUTSIDER, workspace.person("otto"));
        people.put(Who.OTHER_REQUESTER, member(erin()));
        people.put(Who.REQUESTER, member(alice()));
        people.put(Who.GUEST, workspace.member(world().company().gina()).orElseThrow());
        people.put(Who.STRANGER, workspace.member(world().company().sam()).orElseThrow());
        people.put(Who.BOT, workspace.bot("robot"));
        var left = workspace.person("lena");
        workspace.deactivate(left.id());
        people.put(Who.DEACTIVATED, left);
        for (var who : List.of(Who.GUEST, Who.STRANGER, Who.BOT, Who.DEACTIVATED)) {
            var id = person(who).id();
            workspace.addToGroup(world().company().engineers(), id);
            workspace.addToGroup(world().company().approvers(), id);
        }
        // Many press in the same instant here.
        Stream.of("users.info", "usergroups.users.list", "views.open", "views.publish")
                .forEach(method -> slack().limits().perMinute(method, 10_000));
        slack().limits().postingBurst(10_000);
        // The desk knows by now who is in which group.
        scanLater();
        refusalsAreFine();
    }

    private WorkspaceMember person(Who who) {
        return requireNonNull(people.get(who));
    }

    private WorkspaceMember member(TestUser user) {
        return slack().workspace().member(user.id()).orElseThrow();
    }

    /** Where somebody else has to approve, the requester could approve for others. */
    private void aliceDecidesToo() {
        slack().workspace().addToGroup(world().company().approvers(), alice().id());
    }

    private void begin(Scene scene) {
        switch (scene) {
            case FORM_OPEN -> {}
            case WAITING -> requestWaits();
            case APPROVED -> requestIsApproved();
            case TOO_LONG -> lifetimeIsRefused();
            case HANDED_OVER -> secretIsHandedOver();
            case BY_LINK -> secretIsSeenOnThePage();
            case RECEIVED -> secretIsReceived();
            case STUCK -> requestIsStuck();
            case KEY_STUCK -> removalOfTheKeyIsStuck();
            case REMINDED -> teamIsReminded();
            case REMOVAL_ASKED -> removalIsAsked();
            case REMOVAL_STUCK -> removalIsStuck();
            case OLD_KEY -> oldKeyIsThere();
            case OLD_KEY_PLANNED -> oldKeyIsToGo();
            case LEAKED -> revokeFormIsOpen();
            case MANY_KEYS -> manyKeysAreListed();
        }
    }

    private void requestWaits() {
        aliceDecidesToo();
        aliceAsks();
    }

    private void requestIsApproved() {
        requestWaits();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        alice().sees("can pick it up").press("Get a one-time link");
    }

    private void lifetimeIsRefused() {
        requestIsApproved();
        entra().tenant().setPolicy(SecretPolicy.atMost(Duration.ofDays(60)));
        alice().sees("can pick it up").press("Pick up the secret");
    }

    private void secretIsHandedOver() {
        requestIsApproved();
        alice().sees("can pick it up").press("Pick up the secret");
    }

    private void secretIsSeenOnThePage() {
        requestIsApproved();
        var message = alice().seesPrivately("Your one-time link");
        alice().opens(message.link("Open the one-time link")).enter(message.code());
    }

    private void secretIsReceived() {
        secretIsHandedOver();
        alice().sees("Do you have it?").press("I have it");
    }

    private void requestIsStuck() {
        aliceDecidesToo();
        aliceAsksAndBobApproves();
        for (int time = 0; time < 4; time++) {
            alice().sees("can pick it up").press("Pick up the secret");
            alice().sees("Do you have it?").press("I did not get it");
            world().timePasses(Duration.ofMinutes(5));
        }
    }

    private void removalOfTheKeyIsStuck() {
        secretIsReceived();
        var desk = desk();
        var payroll = world().company().payroll().id();
        entra().tenant().change(payroll, app -> app.withoutOwner(desk));
        alice().sees("Picked up by @alice").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(90));
    }

    private void teamIsReminded() {
        told("nightly export", 31);
    }

    private void removalIsAsked() {
        aliceDecidesToo();
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
    }

    private void removalIsStuck() {
        removalIsAsked();
        entra().faults()
                .next(
                        "removePassword",
                        new Fault.Refuse(
                                403,
                                Map.of("Content-Type", "application/json"),
                                """
                                {"error":{"code":"Authorization_RequestDenied","message":"told by a test"}}\
                                """));
        card().press("Approve removal");
    }

    private void oldKeyIsThere() {
        handedOver(31);
    }

    private void oldKeyIsToGo() {
        oldKeyIsThere();
        bob().sees(CARD).pressForForm("Remove on a date").choose("day", "2026-03-10").submit();
    }

    private void revokeFormIsOpen() {
        ends("nightly export", 40);
        scanLater();
    }

    private void manyKeysAreListed() {
        mayReadPeople();
        var owner = entra().tenant().user("Alice", "alice@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(owner.id()));
        var other = entra().tenant().app("billing-test", app -> app.ownedBy(desk()));
        ends(other, "export", 20);
        for (int key = 0; key < 120; key++) {
            ends("key %03d of the service in the old data centre".formatted(key), 10 + key);
        }
        scanLater();
        alice().opensHome();
        alice().isTold("/client-secrets bill");
        alice().type("/client-secrets billing");
        world().timePasses(Duration.ofSeconds(10));
    }

    // What people do

    private static Runnable press(TestUser person, String on, String label) {
        return () -> person.sees(on).press(label);
    }

    private static Runnable onHome(TestUser person, String label) {
        var home = person.opensHome();
        return () -> home.press(label);
    }

    private Runnable onCard(String label) {
        return press(carol(), "asks for a client secret for payroll-api", label);
    }

    private Runnable onRemoval(String label) {
        return () -> card().press(label);
    }

    private Runnable onLine(String label) {
        return () -> alice().sees("nightly export").takes("nightly export", label);
    }

    private Runnable formOf(String command, Consumer<OpenForm> deed) {
        alice().type(command);
        var form = alice().openForm();
        return () -> deed.accept(form);
    }

    private Runnable chosen(String command, String field, String typed) {
        alice().type(command);
        var form = alice().openForm();
        var app = form.offers(field, typed).getFirst().value();
        return () -> form.choose(field, app);
    }

    private static Runnable formBehind(TestUser person, Runnable opens, Consumer<OpenForm> deed) {
        opens.run();
        var form = person.openForm();
        return () -> deed.accept(form);
    }

    private Runnable reasonFor(Runnable opens) {
        opens.run();
        var decides = carol().hasFormOpen() ? carol() : bob();
        var form = decides.openForm().fill("deny_reason", "Not this week.");
        return form::sent;
    }

    private Runnable opensLink() {
        var message = alice().seesPrivately("Your one-time link");
        return () -> message.link("Open the one-time link");
    }

    private Runnable revokes() {
        bob().type("/new-client-secret revoke billing");
        var form = bob().openForm();
        var field = "revoke_which-" + billing().id();
        form.choose(field, form.choices(field).getFirst().value())
                .fill("revoke_words", "It stood in a public repository.");
        return form::sent;
    }

    private Runnable turnsBack() {
        var home = alice().opensHome().press("70 more");
        return () -> home.press("Back");
    }

    private Runnable goesOn() {
        var list =
                alice().toldPrivately().stream()
                        .filter(it -> more(it).isPresent())
                        .findFirst()
                        .orElseThrow();
        return () -> list.press(more(list).orElseThrow());
    }

    private static Optional<String> more(ShownMessage list) {
        return list.buttons().stream().filter(it -> it.endsWith(" more")).findFirst();
    }

    // Everybody presses

    private static final Set<String> REACHED = ConcurrentHashMap.newKeySet();
    private static final Set<Scene> PLAYED = ConcurrentHashMap.newKeySet();
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    /** Begun by the desk itself, as the rest of an answer. */
    private static final Set<String> NOT_PRESSED = Set.of("list-goes-on");

    /** Only who opens the home tab finds something there, so that is noted. */
    private static final Set<String> HOME = Set.of("home_tab", "expiry_chart");

    private static final Set<String> REFUSED_REQUEST =
            Set.of(
                    "secret_request",
                    "audit_event",
                    "message",
                    "scheduled_tasks",
                    "submission_lock",
                    "lease");

    @Test
    void everything_that_is_registered_has_an_entry() {
        var entries =
                TABLE.stream()
                        .map(Entry::registered)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(RegisteredActions.inSlack(world().bot())).isEqualTo(entries);
        assertThat(RegisteredActions.posts(world().bot()))
                .containsExactly("/pick-up/*", "/slack/events");
        assertThat(TABLE.stream().map(Entry::scene)).contains(Scene.values());
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void whoever_may_not_changes_nothing_and_hears_why(Scene scene) {
        peopleCome();
        begin(scene);
        KNOWN.addAll(world().bot().messaging().inbox().actions());
        var faults = new ArrayList<String>();
        try (var press = new BorrowedPress(world())) {
            for (var entry : TABLE) {
                if (entry.scene() == scene) {
                    entry.told().keySet().forEach(who -> tried(faults, press, entry, who));
                }
            }
        }
        assertThat(faults).isEmpty();
        PLAYED.add(scene);
    }

    /** Whoever comes to the page is nobody until link and code come together. */
    @Test
    void without_link_and_code_together_the_page_changes_nothing_and_says_why() {
        peopleCome();
        requestIsApproved();
        var message = alice().seesPrivately("Your one-time link");
        var link = message.link("Open the one-time link").toString();
        var otherLink = link.substring(0, link.length() - 4) + "AAAA";
        var noLink = link.replaceFirst("/pick-up/[^#]+", "/pick-up/nobody-knows-it");
        var otherCode = message.code().equals("000000") ? "000001" : "000000";
        var before = StoredFacts.of(world().bot().platform().db()).without(Set.of("link"));
        var writes = writes();

        for (var deed : List.of("pick-up", "have-it", "not-received")) {
            for (var tried :
                    List.of(
                            at(otherLink).send(deed, Optional.of(message.code())),
                            at(noLink).send(deed, Optional.of(message.code())),
                            at(link).send(deed, Optional.of(otherCode)))) {
                world().settle();
                assertThat(tried.outcome()).as(deed).isIn("unknown", "wrong-code");
            }
        }
        assertThat(at(link).enter().outcome()).isIn("unknown", "wrong-code");
        assertThat(
                        StoredFacts.of(world().bot().platform().db())
                                .without(Set.of("link"))
                                .differsFrom(before))
                .isEmpty();
        assertThat(writes()).isEqualTo(writes);
        assertThat(at(link).enter(message.code()).outcome()).isEqualTo("shown");
    }

    private PickUpTab at(String link) {
        return alice().opens(URI.create(link));
    }

    @AfterAll
    static void every_action_of_the_inbox_was_reached() {
        if (PLAYED.size() == Scene.values().length) {
            assertThat(without(KNOWN, REACHED)).isEqualTo(NOT_PRESSED);
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void tried(List<String> faults, BorrowedPress press, Entry entry, Who who) {
        var words = requireNonNull(entry.told().get(who));
        var deed = entry.ready().apply(this);
        press.borrow(deed);
        var before = facts(entry, who);
        var writes = writes();
        var calls = slack().calls().size();
        var messages = slack().everSeen();

        var reply = press.as(person(who));
        REACHED.addAll(clicks());
        world().settle();
        var said = newer(slack().everSeen(), messages);
        var tried = tried(person(who), slack().calls().stream().skip(calls));

        var heard = heard(reply, said, tried);
        var wrong = new ArrayList<String>(facts(entry, who).differsFrom(before));
        note(wrong, reply.status() != 200, "answered with " + reply.status());
        note(wrong, !writes().equals(writes), "Entra holds something else, or was asked to");
        note(wrong, !requestsOf(who).stream().allMatch(Denied.class::isInstance), "asked for one");
        note(wrong, !said.stream().allMatch(it -> isFor(person(who), it)), "others heard: " + said);
        note(wrong, !heard.contains(words), "told: " + heard);
        note(wrong, heard.isBlank() != words.equals(NOTHING), "told: " + heard);
        wrong.forEach(
                fault -> faults.add("%s by %s: %s".formatted(entry.registered(), who, fault)));
        closeForms();
    }

    private static void note(List<String> wrong, boolean isWrong, String words) {
        if (isWrong) {
            wrong.add(words);
        }
    }

    private StoredFacts facts(Entry entry, Who who) {
        var all = StoredFacts.of(world().bot().platform().db());
        // Of whom a group has, only Slack knows that they may not; it is asked by a job.
        if (entry.registered().equals("viewSubmission new_client_secret") && who != Who.OUTSIDER) {
            return all.without(REFUSED_REQUEST);
        }
        return entry.scene() == Scene.MANY_KEYS ? all.without(HOME) : all;
    }

    /** All that stands in Entra, and whatever was asked that could have changed it. */
    private List<String> writes() {
        var all = new ArrayList<>(Arrays.asList(entra().tenant().applications().toString()));
        entra().calls().stream()
                .map(GraphCall::name)
                .filter(call -> call.startsWith("add") || call.startsWith("remove"))
                .forEach(all::add);
        return all;
    }

    /** Those of people who may ask are there before somebody presses. */
    private List<SecretRequest> requestsOf(Who who) {
        return who == Who.REQUESTER
                ? List.of()
                : requests().stream()
                        .filter(it -> it.details().requester().equals(person(who).id()))
                        .toList();
    }

    private List<String> clicks() {
        return world().bot()
                .platform()
                .db()
                .read(sql ->
                        sql.createQuery("select action from interaction")
                                .mapTo(String.class)
                                .list());
    }

    private static List<SeenMessage> newer(List<SeenMessage> now, List<SeenMessage> before) {
        var known = new HashMap<SeenMessage, Integer>();
        before.forEach(message -> known.merge(message, 1, Integer::sum));
        return now.stream().filter(message -> known.merge(message, -1, Integer::sum) < 0).toList();
    }

    /** Forms, and messages that Slack did not take: it has no conversation with bots. */
    private List<ApiCall> tried(WorkspaceMember who, Stream<ApiCall> calls) {
        return calls.filter(call ->
                        call.method().startsWith("views.")
                                || call.fields().path("channel").asText().equals(who.id().value()))
                .toList();
    }

    private static String heard(ActionReply reply, List<SeenMessage> said, List<ApiCall> tried) {
        return Stream.of(
                        Stream.of(reply.body()),
                        said.stream().map(SeenMessage::text),
                        tried.stream().map(call -> call.fields().toString()))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n"));
    }

    /** What only the person sees who pressed, and what stands in their own conversation. */
    private boolean isFor(WorkspaceMember who, SeenMessage message) {
        return message.ephemeral() || message.ref().channel().equals(slack().dm(who.id()));
    }

    private void closeForms() {
        for (var person : List.of(alice(), bob(), carol())) {
            while (person.hasFormOpen()) {
                slack().closeView(person.id(), slack().views(person.id()).getLast().id());
            }
        }
    }
}
