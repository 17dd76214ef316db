package dev.keydesk.chat;

import static dev.keydesk.chat.Blocks.plain;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.ButtonElement;

import java.util.Optional;

/**
 * A button, with a text for people who cannot see it.
 *
 * @param value comes back with the click; an opaque id, never a secret
 * @param spoken what a screen reader says instead of the short label
 */
public record Button(
        String actionId,
        String label,
        String value,
        Optional<String> style,
        Optional<String> spoken,
        Optional<Confirm> confirm,
        Optional<String> url) {

    /** The confirmation that Slack asks for before it sends the click. */
    public record Confirm(String title, String text, String yes, String no) {}

    public static Button of(String actionId, String label, String value) {
        return new Button(
                actionId,
                label,
                value,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Button primary() {
        return styled("primary");
    }

    public Button danger() {
        return styled("danger");
    }

    private Button styled(String style) {
        return new Button(actionId, label, value, Optional.of(style), spoken, confirm, url);
    }

    public Button spoken(String text) {
        return new Button(actionId, label, value, style, Optional.of(text), confirm, url);
    }

    public Button confirm(Confirm question) {
        return new Button(actionId, label, value, style, spoken, Optional.of(question), url);
    }

    /**
     * Returns a button that opens an address; Slack sends the click as well and wants it
     * acknowledged.
     */
    public Button opens(String address) {
        return new Button(actionId, label, value, style, spoken, confirm, Optional.of(address));
    }

    ButtonElement element() {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(label, Blocks.BUTTON))
                .value(value)
                .style(style.orElse(null))
                .accessibilityLabel(spoken.map(s -> Mrkdwn.cut(s, Blocks.BUTTON)).orElse(null))
                .confirm(confirm.map(Button::dialog).orElse(null))
                .url(url.orElse(null))
                .build();
    }

    private static ConfirmationDialogObject dialog(Confirm question) {
        return ConfirmationDialogObject.builder()
                .title(plain(question.title(), 100))
                .text(plain(question.text(), 300))
                .confirm(plain(question.yes(), 30))
                .deny(plain(question.no(), 30))
                .build();
    }
}
