package dev.keydesk.link;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.DecisionGuard.Admission;
import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes a link when the requester asks for one, and shows it only to that person. A link is valid
 * for five minutes and replaces the earlier one.
 */
public final class LinkOffers {
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /** Longer than a hand-over waits for its confirmation, which the page can give as well. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(LinkOffers.class);

    private final Db db;
    private final Links links;
    private final Requests requests;
    private final PickUps pickUps;
    private final DeliveryMethods deliveryMethods;
    private final AuthorizationFailures failures;
    private final Chat chat;
    private final AuditLog audit;
    private final Terms terms;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * The operator's settings for links.
     *
     * @param publicUrl where they lead; empty if there are none
     * @param withCode whether the page asks for a code
     * @param tenantId shown beside the secret
     */
    public record Terms(Optional<URI> publicUrl, boolean withCode, String tenantId) {}

    LinkOffers(
            Platform platform,
            Requests requests,
            AccessRules access,
            PickUps pickUps,
            Chat chat,
            Terms terms) {
        this.db = platform.db();
        this.links = new Links(db);
        this.requests = requests;
        this.pickUps = pickUps;
        this.deliveryMethods = access.deliveryMethods();
        this.failures = access.failures();
        this.chat = chat;
        this.audit = platform.audit();
        this.terms = terms;
        this.clock = platform.clock();
        this.random = platform.random();
    }

    /** Handles the button on the message that a request is approved. */
    public InteractionAnswer offer(Interaction interaction) {
        var admission =
                requests.guard()
                        .admit(
                                DecisionRequest.of(interaction),
                                AccessRules.requesterOnly(
                                        "Only %s can get a link to this secret. Nothing was"
                                                + " made."));
        return switch (admission) {
            case Admission.Rejected(var outcome) ->
                    RequestAnswers.of(outcome, StatusText::unchanged);
            case Admission.Granted(var row, _) ->
                    row.state() instanceof SecretRequest.Approved approved
                            ? offer(interaction, row, approved)
                            : InteractionAnswer.say(StatusText.unchanged(row.state()));
        };
    }

    /**
     * Whether the requester is still admitted is checked at the pick-up, because Slack allows few
     * such look-ups.
     */
    private InteractionAnswer offer(
            Interaction interaction,
            Versioned<SecretRequest> stored,
            SecretRequest.Approved approved) {
        return pickUps.knownRefusal(approved, TextStyle.SLACK)
                .map(because ->
                        failures.refuse(
                                interaction.user(),
                                interaction.action(),
                                stored.state().ticket().text(),
                                because))
                .orElseGet(() -> offer(interaction, stored));
    }

    private InteractionAnswer offer(Interaction interaction, Versioned<SecretRequest> stored) {
        if (terms.publicUrl().isEmpty()
                || !deliveryMethods.allows(stored.state().details(), DeliveryMethod.LINK)) {
            return InteractionAnswer.say(
                    "This desk no longer offers one-time links, so no link was made. Your approval"
                            + " is still valid; press *Pick up the secret*.");
        }
        var url = interaction.stillAnswerable(clock.instant());
        if (url.isEmpty()) {
            return InteractionAnswer.say(
                    "The desk handled your click too late to show you a link, so none was made."
                            + " Your approval is still valid; press the button again.");
        }
        return show(url.get(), stored, terms.publicUrl().get());
    }

    private InteractionAnswer show(
            String responseUrl, Versioned<SecretRequest> stored, URI publicUrl) {
        var credentials = LinkCredentials.fresh(random, terms.withCode());
        var link = make(stored, credentials);
        try {
            chat.respond(
                    responseUrl,
                    LinkMessage.of(stored.state().details(), publicUrl, link, credentials));
            return InteractionAnswer.visibleAlready();
        } catch (ChatFailure failure) {
            log.warn("ticket={} link not shown: {}", stored.state().ticket(), failure.getMessage());
            return InteractionAnswer.say(
                    "Slack did not accept the message with your link for %s. If you see none, press *Get a one-time link* again: only the newest one works."
                            .formatted(stored.state().ticket()));
        }
    }

    private Link make(Versioned<SecretRequest> stored, LinkCredentials credentials) {
        var now = clock.instant();
        var link =
                new Link(
                        LinkCredentials.id(random),
                        stored.state().ticket(),
                        credentials.tokenHash(),
                        credentials.codeMac(),
                        now.plus(GOOD_FOR),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        db.writing(tx -> {
            links.save(tx, link, now);
            audit.append(
                    tx,
                    AuditEvent.ofTicket(
                            now,
                            stored.state().ticket().text(),
                            "link",
                            Actor.of(stored.state().details().requester()),
                            "A one-time link was made; earlier ones no longer work."));
        });
        return link;
    }

    /** Ends all links; returns how many there were. */
    public int endAll(Tx tx) {
        return links.endAll(tx, clock.instant());
    }

    /** Deletes old links; called every hour. */
    public void forgetOld() {
        links.forgetBefore(clock.instant().minus(REMEMBERED));
    }
}
