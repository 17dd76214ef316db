package dev.keydesk.request;

import static dev.keydesk.request.EveryState.ALICE;
import static dev.keydesk.request.EveryState.APPROVED;
import static dev.keydesk.request.EveryState.CAROL;
import static dev.keydesk.request.EveryState.DOUBTFUL;
import static dev.keydesk.request.EveryState.HANDED_OVER;
import static dev.keydesk.request.EveryState.MINTING;
import static dev.keydesk.request.EveryState.NOT_RECEIVED;
import static dev.keydesk.request.EveryState.TOO_LONG;
import static dev.keydesk.request.EveryState.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraTimeouts;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.CredentialChanges;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.orphans.OrphanDetection;
import dev.keydesk.pickup.DeliveryConfirmation;
import dev.keydesk.pickup.KeyRollback;
import dev.keydesk.pickup.MintSwitch;
import dev.keydesk.pickup.Minting;
import dev.keydesk.pickup.OrphanCleanup;
import dev.keydesk.pickup.OutcomeReconciliation;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.pickup.PreMintCheck;
import dev.keydesk.pickup.SecretDeliveries;
import dev.keydesk.pickup.SecretDelivery;
import dev.keydesk.pickup.ShorterLifetime;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Who comes for a secret when it cannot be had, and jobs that come early or in another state: Entra
 * is not asked, and nothing changes.
 */
class HandOverTest extends OneRequest {
    private static final URI NOBODY = URI.create("https://127.0.0.1:1");

    private Entra entra;
    private PickUps pickUps;
    private OutcomeReconciliation reconciliation;
    private KeyRollback rollback;
    private DeliveryConfirmation confirmation;

    @BeforeEach
    void open() {
        entra =
                new Entra(
                        new Settings.Entra(
                                "7e4a4700-0000-0000-0000-000000000000",
                                "de5c0000-0000-0000-0000-000000000000",
                                new Settings.Credential.ClientSecret(SecretText.of("unused")),
                                NOBODY,
                                NOBODY,
                                Optional.<Path>empty()),
                        EntraTimeouts.standard(),
                        room.clock());
        var leases =
                new AppLeases(
                        room.db(),
                        new Leases(DatabaseTime.of(room.clock()), room.clock()),
                        room.clock());
        var lookup = new EntraLookup(entra, new Absences(room.db()), room.clock());
        var platform =
                new Platform(
                        room.db(),
                        room.jobs(),
                        new PeriodicTasks(room.jobs(), room.clock()),
                        audit,
                        room.clock(),
                        new Random(1));
        var changes = new CredentialChanges(entra, lookup, leases);
        var strays = new OrphanCleanup(platform, requests, changes);
        var mintSwitch = new MintSwitch(room.db(), audit, room.clock());
        var unknownKeys =
                new OrphanDetection(platform, liveMessages, requests, lookup, strays::isWatched);
        pickUps =
                new PickUps(
                        requests,
                        access,
                        new PreMintCheck(policy, principals, unknownKeys, entra, lookup),
                        new Minting(platform, requests, changes, strays, mintSwitch),
                        new SecretDeliveries(room.chat(), entra.tenantId()),
                        room.clock());
        reconciliation =
                new OutcomeReconciliation(room.db(), requests, lookup, strays, room.clock());
        rollback = new KeyRollback(requests, lookup, changes.removal(), room.clock());
        confirmation = new DeliveryConfirmation(requests, room.chat(), room.clock());
    }

    @AfterEach
    void close() {
        entra.close();
    }

    private static Interaction press(Interaction click, Optional<String> responseUrl) {
        return new Interaction(
                click.id(),
                PickUps.PICK_UP,
                click.user(),
                click.subject(),
                click.text(),
                click.channel(),
                click.message(),
                click.view(),
                responseUrl,
                click.pressedAt());
    }

    /** As Slack makes them for this workspace, though not this one. */
    private Interaction answerable(Interaction click) {
        var path = "/actions/%s/made-up".formatted(room.slack().workspace().teamId());
        return press(click, Optional.of(room.slack().apiUrl().resolve(path).toString()));
    }

    @Test
    void what_the_desk_does_not_know_is_said_to_be_unknown() {
        for (var subject : new String[] {"KD-ZZZZZ", "no ticket"}) {
            assertThat(pickUps.inSlack(answerable(press(ALICE, subject, Optional.empty()))))
                    .isEqualTo(InteractionAnswer.say(UnknownTicketMessage.TICKET));
        }
        assertThat(confirmation.haveIt(new Marker(new Ticket("KD-ZZZZZ"), 1), ALICE))
                .isEqualTo(new DecisionOutcome.NotFound<>());
    }

    @Test
    void only_the_requester_is_let_near() {
        waits();
        becomes(APPROVED);
        assertThat(pickUps.inSlack(answerable(press(CAROL))))
                .isEqualTo(
                        InteractionAnswer.say(
                                "Only <@UALICE> can pick up this secret. Nothing was made."));
        assertThat(stored().state()).isEqualTo(APPROVED);
    }

    @Test
    void only_the_requester_clears_the_message_with_the_value() {
        waits();
        becomes(HANDED_OVER);
        var about = new Marker(HANDED_OVER.ticket(), HANDED_OVER.grant().attempts()).toString();
        confirmation.haveItHere(answerable(press(CAROL, about, Optional.empty())));
        confirmation.haveItHere(answerable(press(ALICE, "KD-ZZZZZ-1", Optional.empty())));
        assertThat(room.slack().refusals()).isEmpty();
        confirmation.haveItHere(answerable(press(ALICE, about, Optional.empty())));
        assertThat(room.slack().refusals()).as("Slack knows no such address").hasSize(1);
    }

    @Test
    void a_press_whose_answer_would_go_elsewhere_or_comes_too_late_makes_nothing() {
        waits();
        becomes(APPROVED);
        assertThat(pickUps.inSlack(press(press(ALICE), Optional.of("https://example.com/x"))))
                .isEqualTo(
                        InteractionAnswer.say(
                                "Slack gave the desk no address at which it could show you the"
                                    + " secret, so nothing was made. Your approval is still valid;"
                                    + " press *Get a one-time link*, or tell the desk's"
                                    + " operator."));
        var press = answerable(press(ALICE));
        room.clock().pass(Duration.ofHours(1));
        assertThat(pickUps.inSlack(press))
                .isEqualTo(
                        InteractionAnswer.say(
                                "The desk handled your click too late to show you anything, so"
                                    + " nothing was made. Your approval is still valid; press the"
                                    + " button again."));
        assertThat(stored().state()).isEqualTo(APPROVED);
    }

    /** Nothing must be handed over. */
    private static final class Never implements SecretDelivery {
        private final DeliveryMethod method;

        Never(DeliveryMethod method) {
            this.method = method;
        }

        @Override
        public DeliveryMethod method() {
            return method;
        }

        @Override
        public void begin(Tx tx, Marker attempt) {
            throw new AssertionError(attempt);
        }

        @Override
        public InteractionAnswer show(
                RequestDetails ask, Marker attempt, IssuedSecret key, SecretText value) {
            throw new AssertionError(attempt);
        }
    }

    @Test
    void only_what_is_approved_is_picked_up() {
        inEveryState(state -> {
            if (state instanceof SecretRequest.Approved) {
                return;
            }
            var before = stored();
            var hint =
                    state instanceof SecretRequest.HandedOver
                            ? " If no secret appeared, press I did not get it."
                            : "";
            assertThat(pickUps.byLink(before, new Never(DeliveryMethod.LINK)))
                    .hasValue(
                            "Nothing new was made for KD-7F3K2. %s%s"
                                    .formatted(StatusText.of(state, TextStyle.PLAIN), hint));
            assertThat(stored()).isEqualTo(before);
        });
    }

    @Test
    void a_way_that_was_not_asked_for_stays_closed() {
        var ask = EveryState.ASK;
        var onlyInSlack =
                new RequestDetails(
                        ask.ticket(),
                        ask.requester(),
                        ask.app(),
                        ask.description(),
                        ask.lifetimeDays(),
                        ask.reason(),
                        EnumSet.of(DeliveryMethod.SLACK),
                        ask.requestedAt(),
                        ask.replaces());
        var stored =
                new Versioned<SecretRequest>(
                        new SecretRequest.Waiting(onlyInSlack, at(24 * 60), Optional.empty())
                                .checked("An approver decides.", List.of(), "")
                                .approve(EveryState.BOB, at(5), "bob is an approver.", at(60)),
                        1);
        assertThat(pickUps.byLink(stored, new Never(DeliveryMethod.LINK)))
                .hasValue(
                        "KD-7F3K2 can no longer be picked up with this button, so nothing was made."
                                + " Use the button in the newest message about it.");
    }

    /** A job of its kind for the request as it is stored. */
    private void comesEarly(Consumer<Job> job, Instant due) {
        var before = stored();
        assertThatThrownBy(() -> job.accept(new Job(StateTimers.DOUBT, TICKET, before.version())))
                .isInstanceOfSatisfying(
                        RescheduleException.class,
                        again -> assertThat(again.when()).isEqualTo(due));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_doubt_is_settled_only_where_there_is_one() {
        inEveryState(state -> {
            if (state instanceof SecretRequest.Minting || state instanceof SecretRequest.Doubtful) {
                return;
            }
            var before = stored();
            reconciliation.settle(new Job(StateTimers.DOUBT, TICKET, before.version()));
            assertThat(stored()).isEqualTo(before);
        });
    }

    @Test
    void an_attempt_is_in_doubt_from_its_deadline_on() {
        waits();
        becomes(MINTING);
        comesEarly(reconciliation::settle, MINTING.deadline());
        room.clock().pass(Duration.between(at(0), MINTING.deadline()));
        reconciliation.settle(new Job(StateTimers.DOUBT, TICKET, stored().version()));
        assertThat(stored().state())
                .isEqualTo(
                        MINTING.doubt(
                                "The pick-up did not finish in time.",
                                MINTING.deadline(),
                                MINTING.deadline()));
    }

    @Test
    void what_comes_early_does_not_ask_entra() {
        waits();
        becomes(DOUBTFUL);
        comesEarly(reconciliation::settle, DOUBTFUL.lookAt());
        becomes(NOT_RECEIVED);
        comesEarly(rollback::takeBack, HANDED_OVER.secret().start().plus(AppLeases.DISTANCE));
    }

    @Test
    void a_key_is_taken_back_only_where_that_was_asked_for() {
        inEveryState(state -> {
            if (state instanceof SecretRequest.TakingBack) {
                return;
            }
            var before = stored();
            rollback.takeBack(new Job(StateTimers.TAKE_BACK, TICKET, before.version()));
            assertThat(stored()).isEqualTo(before);
        });
    }

    @Test
    void a_lifetime_is_shortened_by_the_requester_one_step_and_only_after_a_refusal() {
        var shorter = new ShorterLifetime(requests, policy);
        waits();
        becomes(APPROVED);
        stays(
                shorter,
                "KD-7F3K2 60",
                "The lifetime of KD-7F3K2 stays at 90 days. Nothing was changed.");
        becomes(TOO_LONG);
        for (var value : new String[] {"KD-7F3K2 365", "KD-7F3K2 30", "KD-7F3K2 x", "KD-7F3K2"}) {
            stays(
                    shorter,
                    value,
                    "The lifetime of KD-7F3K2 stays at 90 days. Nothing was changed.");
        }
        stays(shorter, "KD-ZZZZZ 60", UnknownTicketMessage.TICKET);
        assertThat(shorter.shorten(press(CAROL, "KD-7F3K2 60", Optional.empty())))
                .isEqualTo(
                        InteractionAnswer.say(
                                "Only <@UALICE> can change the lifetime. Nothing was changed."));
        assertThat(shorter.shorten(press(ALICE, "KD-7F3K2 60", Optional.empty())))
                .isEqualTo(InteractionAnswer.visibleAlready());
        assertThat(stored().state()).isEqualTo(TOO_LONG.shorten(60));
        becomes(MINTING);
        stays(
                shorter,
                "KD-7F3K2 30",
                "The lifetime of KD-7F3K2 can no longer be changed. " + StatusText.of(MINTING));
    }

    private void stays(ShorterLifetime shorter, String value, String answer) {
        var before = stored();
        assertThat(shorter.shorten(press(ALICE, value, Optional.empty())))
                .isEqualTo(InteractionAnswer.say(answer));
        assertThat(stored()).isEqualTo(before);
    }
}
