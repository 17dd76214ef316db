package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.option;

import com.slack.api.model.block.composition.OptionObject;

import dev.keydesk.config.DeliveryMethod;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ways in which a secret can be picked up: those that the operator allows, and those in the
 * request.
 */
public final class DeliveryMethods {
    private static final String EITHER = "either";
    private static final String SLACK = "slack";
    private static final String LINK = "link";

    private final Set<DeliveryMethod> open;

    /** Allows these methods. */
    public DeliveryMethods(Set<DeliveryMethod> open) {
        this.open = Collections.unmodifiableSet(EnumSet.copyOf(open));
    }

    /**
     * Returns the methods for this request; if the operator has since disabled all of them, the
     * remaining ones.
     */
    public Set<DeliveryMethod> of(RequestDetails details) {
        var both = EnumSet.copyOf(open);
        both.retainAll(details.deliveryMethods());
        return both.isEmpty() ? open : both;
    }

    /** Returns whether the request may be picked up this way. */
    public boolean allows(RequestDetails details, DeliveryMethod through) {
        return of(details).contains(through);
    }

    /** Returns the choices of the form; none if there is nothing to choose. */
    List<OptionObject> choices() {
        return open.size() < 2
                ? List.of()
                : List.of(
                        option("Either way", EITHER),
                        option("In Slack", SLACK),
                        option("By a one-time link", LINK));
    }

    /** Returns the choice that allows all methods. */
    public String usual() {
        return EITHER;
    }

    /** Returns the methods of a choice; empty if it is not one of them. */
    Optional<Set<DeliveryMethod>> chosen(String way) {
        if (open.size() < 2) {
            return Optional.of(open);
        }
        return switch (way) {
            case EITHER -> Optional.of(open);
            case SLACK -> Optional.of(EnumSet.of(DeliveryMethod.SLACK));
            case LINK -> Optional.of(EnumSet.of(DeliveryMethod.LINK));
            default -> Optional.empty();
        };
    }

    /** Says for the approvers how the secret will be handed over. */
    public String inWords(RequestDetails details) {
        return switch (List.copyOf(of(details))) {
            case List<DeliveryMethod> ways when ways.size() > 1 ->
                    "In Slack, or by a one-time link";
            case List<DeliveryMethod> ways when ways.contains(DeliveryMethod.LINK) ->
                    "By a one-time link";
            default -> "In Slack";
        };
    }
}
