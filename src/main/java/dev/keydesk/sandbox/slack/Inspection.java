package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One check of blocks or a view, which records each flaw with its place.
 *
 * <p>Slack checks the shape first, with a validator that it has published
 * (slackhq/hack-json-schema); the words and the order of the flaws are the validator's. Only if the
 * shape is right does Slack check what the values mean. {@code docs/sandbox-slack.md} says which
 * answers were observed, and where.
 */
final class Inspection {
    static final int LONGEST_ID = 255;
    private static final int LONGEST_ADDRESS = 3000;

    private final Surface surface;
    private final List<Flaw> ofShape = new ArrayList<>();
    private final List<Flaw> ofMeaning = new ArrayList<>();
    private final Set<String> blockIds = new HashSet<>();
    private boolean focused;

    Inspection(Surface surface) {
        this.surface = surface;
    }

    Surface surface() {
        return surface;
    }

    List<Flaw> flaws() {
        return List.copyOf(ofShape.isEmpty() ? ofMeaning : ofShape);
    }

    /** Records a wrong shape. */
    void flaw(String message, String pointer) {
        ofShape.add(new Flaw(message, pointer));
    }

    /** Records a wrong meaning; in views these pointers have no slash. */
    void nonsense(String message, String pointer) {
        boolean inView = pointer.startsWith("/view/");
        nonsenseExactlyAt(message, inView ? pointer.substring(1) : pointer);
    }

    void nonsenseExactlyAt(String message, String pointer) {
        ofMeaning.add(new Flaw(message, pointer));
    }

    /** Applies several schemas to one place; Slack reports that before what they found. */
    void allOf(String at, Runnable schemas) {
        int before = ofShape.size();
        schemas.run();
        if (ofShape.size() > before) {
            ofShape.add(before, new Flaw("failed to match all allowed schemas", at));
        }
    }

    /**
     * Checks an object with these fields and no others, which reveals misspelt ones; their values
     * are checked only if none is missing.
     */
    void object(
            JsonNode node,
            String at,
            Set<String> known,
            List<String> required,
            Runnable lookAtFields) {
        if (!isObject(node, at) || isMissing(node, at, required)) {
            return;
        }
        lookAtFields.run();
        node.fieldNames()
                .forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        flaw("invalid additional property: " + field, at);
                    }
                });
    }

    /**
     * Returns whether the node is an object of one of these types, each of which has its own
     * schema.
     */
    boolean isOfType(JsonNode node, String at, Set<String> types) {
        if (!isObject(node, at) || isMissing(node, at, List.of("type"))) {
            return false;
        }
        JsonNode type = node.path("type");
        if (!type.isTextual()) {
            flaw("must provide a string", at + "/type");
            return false;
        }
        if (!types.contains(type.asText())) {
            flaw("unsupported type: " + type.asText(), at + "/type");
            return false;
        }
        return true;
    }

    private boolean isObject(JsonNode node, String at) {
        if (!node.isObject()) {
            flaw("must provide an object", at);
        }
        return node.isObject();
    }

    private boolean isMissing(JsonNode node, String at, List<String> required) {
        var missing = required.stream().filter(field -> !node.has(field)).toList();
        missing.forEach(field -> flaw("missing required field: " + field, at));
        return !missing.isEmpty();
    }

    boolean required(JsonNode node, String at, String field) {
        return !isMissing(node, at, List.of(field));
    }

    /** Checks a string of the given length, if it exists. */
    void string(JsonNode node, String at, String field, int least, int most) {
        if (isString(node, at, field)) {
            length(node.path(field).asText(), at + "/" + field, least, most);
        }
    }

    private boolean isString(JsonNode node, String at, String field) {
        if (node.has(field) && !node.path(field).isTextual()) {
            flaw("must provide a string", at + "/" + field);
        }
        return node.path(field).isTextual();
    }

    void pattern(JsonNode node, String at, String field, String regex) {
        if (isString(node, at, field)
                && !Pattern.compile(regex).matcher(node.path(field).asText()).find()) {
            flaw("input must match regex pattern: " + regex, at + "/" + field);
        }
    }

    /** Checks the address of a click, which must be complete because a browser opens it. */
    void webAddress(JsonNode node, String at, String field) {
        string(node, at, field, 1, LONGEST_ADDRESS);
        if (node.path(field).isTextual() && !isWebAddress(node.path(field).asText())) {
            nonsense("invalid url", at + "/" + field);
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    void length(String value, String at, int least, int most) {
        if (value.length() > most) {
            flaw("must be less than " + (most + 1) + " characters", at);
        } else if (value.length() < least) {
            flaw("must be more than " + (least - 1) + " characters", at);
        }
    }

    void flag(JsonNode node, String at, String field) {
        if (node.has(field) && !node.path(field).isBoolean()) {
            flaw("must be a boolean", at + "/" + field);
        }
    }

    /** Checks a whole number between both limits, if it exists. */
    void number(JsonNode node, String at, String field, int least, int most) {
        if (!node.has(field)) {
            return;
        }
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            flaw("must provide an integer", at + "/" + field);
        } else if (value.asLong() > most) {
            flaw("must be less than " + most, at + "/" + field);
        } else if (value.asLong() < least) {
            flaw("must be greater than " + least, at + "/" + field);
        }
    }

    void oneOf(JsonNode node, String at, String field, Set<String> allowed) {
        if (isString(node, at, field) && !allowed.contains(node.path(field).asText())) {
            flaw("must be a valid enum value", at + "/" + field);
        }
    }

    /**
     * Checks an array of the given size; returns false if it is not one, and then nothing in it is
     * checked.
     */
    boolean items(JsonNode node, String at, String field, int least, int most) {
        JsonNode value = node.path(field);
        if (!value.isArray()) {
            flaw("must provide an array", at + "/" + field);
            return false;
        }
        return size(value, at + "/" + field, least, most);
    }

    boolean size(JsonNode array, String at, int least, int most) {
        if (array.size() > most) {
            flaw("no more than " + most + " items allowed", at);
        } else if (array.size() < least) {
            flaw("must provide at least " + least + " items", at);
        }
        return array.size() >= least && array.size() <= most;
    }

    void blockId(JsonNode block, String at) {
        string(block, at, "block_id", 1, LONGEST_ID);
        String id = block.path("block_id").asText();
        if (!id.isEmpty() && !blockIds.add(id)) {
            nonsense(
                    "`block_id` \"" + id + "\" already exists for another block", at + "/block_id");
        }
    }

    void focus(JsonNode element, String at) {
        flag(element, at, "focus_on_load");
        if (element.path("focus_on_load").asBoolean()) {
            if (focused) {
                nonsense("only one element can be focused on load", at + "/focus_on_load");
            }
            focused = true;
        }
    }
}
