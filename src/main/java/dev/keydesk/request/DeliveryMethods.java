package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.option;

import com.slack.api.model.block.composition.OptionObject;

import dev.keydesk.config.DeliveryMethod;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways a secret can be picked up here: what the operator allows, and what was asked for. */
public final class DeliveryMethods {
    private static final String EITHER = "either";
    private static final String SLACK = "slack";
    private static final String LINK = "link";

    private final Set<DeliveryMethod> open;

    public DeliveryMethods(Set<DeliveryMethod> open) {
        this.open = Collections.unmodifiableSet(EnumSet.copyOf(open));
    }

    /** Ways for this request. If the operator has closed all it asked for, those that are left. */
    public Set<DeliveryMethod> of(RequestDetails details) {
        var both = EnumSet.copyOf(open);
        both.retainAll(details.doors());
        return both.isEmpty() ? open : both;
    }

    public boolean allows(RequestDetails details, DeliveryMethod through) {
        return of(details).contains(through);
    }

    /** The choices of the form; none where there is nothing to choose. */
    List<OptionObject> choices() {
        return open.size() < 2
                ? List.of()
                : List.of(
                        option("Either way", EITHER),
                        option("In Slack", SLACK),
                        option("By a one-time link", LINK));
    }

    /** The choice that leaves the others open. */
    public String usual() {
        return EITHER;
    }

    /** What a choice stands for; empty if it is none of them. */
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

    /** For those who decide: where the value will go. */
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
