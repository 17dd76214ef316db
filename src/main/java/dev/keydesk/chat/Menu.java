package dev.keydesk.chat;

import com.slack.api.model.block.element.OverflowMenuElement;

import java.util.List;

/**
 * The overflow menu (three dots) beside a line, for lists in which buttons would take too much
 * room.
 */
public record Menu(String actionId, List<Choice> choices) {
    public Menu {
        choices = List.copyOf(choices);
    }

    /**
     * An entry of the menu.
     *
     * @param value comes back with the click; an opaque id, never a secret
     */
    public record Choice(String label, String value) {}

    OverflowMenuElement element() {
        return OverflowMenuElement.builder()
                .actionId(actionId)
                .options(
                        choices.stream()
                                .map(choice -> Blocks.option(choice.label(), choice.value()))
                                .toList())
                .build();
    }
}
