package dev.keydesk.interactions;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a submitted form; a field that was left out counts as empty. */
public record FormFields(Map<String, Map<String, ViewState.Value>> values) {

    /** Reads the values of a modal. */
    public static FormFields of(View view) {
        return new FormFields(
                Optional.ofNullable(view.getState()).map(ViewState::getValues).orElse(Map.of()));
    }

    /**
     * Returns the private metadata of the modal; it comes back from the person's client, so it is
     * not trusted.
     */
    public static String metadata(View view) {
        return given(view.getPrivateMetadata());
    }

    /** Returns the text of a field. Keydesk uses the same name for a block and its element. */
    public String text(String field) {
        return value(field).map(value -> given(value.getValue())).orElse("");
    }

    /** Returns the value of the selected option, or an empty text. */
    public String option(String field) {
        return value(field)
                .map(ViewState.Value::getSelectedOption)
                .map(option -> given(option.getValue()))
                .orElse("");
    }

    /** Returns a date in the form 2026-03-31, the only one that Slack sends, or an empty text. */
    public String date(String field) {
        return value(field).map(value -> given(value.getSelectedDate())).orElse("");
    }

    /** Returns the id of the selected conversation, or an empty text. */
    public String conversation(String field) {
        return value(field).map(value -> given(value.getSelectedConversation())).orElse("");
    }

    /** Returns whether the box with this value is ticked. */
    public boolean isTicked(String field, String box) {
        return value(field)
                .flatMap(value -> Optional.ofNullable(value.getSelectedOptions()))
                .stream()
                .flatMap(List::stream)
                .anyMatch(ticked -> box.equals(ticked.getValue()));
    }

    private Optional<ViewState.Value> value(String field) {
        return Optional.ofNullable(values.get(field)).map(block -> block.get(field));
    }

    private static String given(@Nullable String text) {
        // PostgreSQL refuses a text with the character NUL, and no person types it.
        return text == null ? "" : text.replace("\0", "");
    }
}
