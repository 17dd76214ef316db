package dev.keydesk.interactions;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the fields of a submitted form; a field that was left out counts as empty. */
public record FormFields(Map<String, Map<String, ViewState.Value>> values) {

    public static FormFields of(View view) {
        return new FormFields(
                Optional.ofNullable(view.getState()).map(ViewState::getValues).orElse(Map.of()));
    }

    /** What we sent along with the form; whatever the client made of it. */
    public static String metadata(View view) {
        return given(view.getPrivateMetadata());
    }

    /** Ours have the same name for the block and the element in it. */
    public String text(String field) {
        return value(field).map(value -> given(value.getValue())).orElse("");
    }

    public String option(String field) {
        return value(field)
                .map(ViewState.Value::getSelectedOption)
                .map(option -> given(option.getValue()))
                .orElse("");
    }

    /** As in 2026-03-31; Slack knows no other form. */
    public String date(String field) {
        return value(field).map(value -> given(value.getSelectedDate())).orElse("");
    }

    public String conversation(String field) {
        return value(field).map(value -> given(value.getSelectedConversation())).orElse("");
    }

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
        // No text in PostgreSQL can hold the character zero, and no person typed it.
        return text == null ? "" : text.replace("\0", "");
    }
}
