package dev.keydesk.request;

import static dev.keydesk.request.EveryState.WAITING;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.approval.ApprovalCard;
import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.BotIdentity;
import dev.keydesk.chat.MessageRef;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.chat.People;
import dev.keydesk.config.AppPattern;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.Rules;
import dev.keydesk.config.SampleLimits;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.Backroom;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.store.DatabaseTime;
import dev.keydesk.store.Leases;
import dev.keydesk.workflow.Versioned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request of alice's that is moved from state to state, and the parts of the desk around it. Much
 * quicker than a story.
 */
abstract class OneRequest {
    static final Duration TO_PICK_UP = Duration.ofHours(24);
    static final String TICKET = WAITING.ticket().text();
    @TempDir private Path folder;
    Backroom room;
    AuditLog audit;
    LiveMessages liveMessages;
    Requests requests;
    Rules rules;
    Policy policy;
    PrincipalResolver principals;
    AccessRules access;
    InstantSource clock;

    /** Done once, when a decision looks at the clock: after it has read the row. */
    Runnable meanwhile = () -> {};

    @BeforeEach
    final void openRoom() {
        room = new Backroom(folder);
        audit = new AuditLog(room.db(), _ -> {});
        liveMessages =
                new LiveMessages(
                        room.db(),
                        room.chat(),
                        room.jobs(),
                        new Leases(DatabaseTime.of(room.clock()), room.clock()),
                        _ -> Optional.empty(),
                        room.clock());
        for (var kind :
                List.of(
                        StateTimers.CHECK,
                        StateTimers.NUDGE,
                        StateTimers.LAPSE,
                        StateTimers.UNCLAIMED,
                        StateTimers.DOUBT,
                        StateTimers.ASK_RECEIVED,
                        StateTimers.SILENT,
                        StateTimers.TAKE_BACK)) {
            room.jobs().register(kind, _ -> {});
        }
        room.ready();
        requests = new Requests(room.db(), audit, room.jobs(), liveMessages, room.clock());
        requests.messages().show(ApprovalCard.PLACE, new Card());
        clock =
                () -> {
                    var deed = meanwhile;
                    meanwhile = () -> {};
                    deed.run();
                    return room.clock().instant();
                };
        rules = rules(room);
        var botIdentity = new BotIdentity(room.chat());
        botIdentity.ask();
        var people = new People(room.chat(), room.clock());
        policy = new Policy(rules, "de5c0000-0000-0000-0000-000000000000");
        principals = new PrincipalResolver(rules, people, botIdentity, room.clock());
        access =
                new AccessRules(
                        policy,
                        principals,
                        new AuthorizationFailures(room.db(), audit, room.clock()),
                        new DeliveryMethods(EnumSet.allOf(DeliveryMethod.class)),
                        rules.limits());
    }

    /** Only bob decides. */
    private static Rules rules(Backroom room) {
        return new Rules(
                new Rules.Requesters(Set.of(room.alice()), Set.of()),
                new Rules.Apps(Set.of(new AppPattern("*")), Set.of()),
                new Rules.Approvals(room.channel(), Set.of(room.bob()), Set.of()),
                new Rules.PickUp(Optional.empty(), true),
                SampleLimits.of(365, Duration.ofHours(24), TO_PICK_UP),
                new Rules.Operators(Optional.empty()),
                Map.of(),
                Optional.empty());
    }

    private final class Card implements MessageRenderer<Versioned<SecretRequest>> {
        @Override
        public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
            return Optional.of(
                    RenderedMessage.single(
                            stored.version(),
                            new Destination.InChannel(room.channel()),
                            OutgoingMessage.of("the card")));
        }
    }

    @AfterEach
    final void closeRoom() {
        room.close();
    }

    void waits() {
        room.db().write(tx -> requests.open(tx, WAITING, "V1"));
    }

    void becomes(SecretRequest state) {
        requests.move(stored(), state, Actor.DESK, "for a test");
    }

    /** Much quicker than a database for each. */
    void inEveryState(Consumer<SecretRequest> test) {
        if (requests.find(WAITING.ticket()).isEmpty()) {
            waits();
        }
        EveryState.states()
                .forEach(state -> {
                    becomes(state);
                    test.accept(state);
                });
    }

    Versioned<SecretRequest> stored() {
        return requests.find(WAITING.ticket()).orElseThrow();
    }

    Interaction press(UserId who) {
        return press(who, TICKET, Optional.empty());
    }

    Interaction press(UserId who, String subject, Optional<MessageRef> on) {
        return new Interaction(
                "fingerprint",
                "pressed",
                who,
                subject,
                "  Use the one you have. ",
                Optional.empty(),
                on,
                Optional.empty(),
                Optional.empty(),
                room.clock().instant());
    }

    /** Answers that, and what becomes of the request; empty if nothing does. */
    void settles(
            Function<Interaction, InteractionAnswer> deed,
            UserId who,
            Optional<? extends SecretRequest> next,
            String otherwise) {
        settles(deed, press(who), next, otherwise);
    }

    void settles(
            Function<Interaction, InteractionAnswer> deed,
            Interaction press,
            Optional<? extends SecretRequest> next,
            String otherwise) {
        var before = stored();
        var answer = deed.apply(press);
        if (next.isPresent()) {
            assertThat(answer).isEqualTo(InteractionAnswer.visibleAlready());
            assertThat(stored().state()).isEqualTo(next.get());
        } else {
            assertThat(answer).isEqualTo(InteractionAnswer.say(otherwise));
            assertThat(stored()).isEqualTo(before);
        }
    }
}
