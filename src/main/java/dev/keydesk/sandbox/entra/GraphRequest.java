package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call that passed the checks at the entry: the caller, the names in the path, and the age of the
 * state that a read shows.
 *
 * @param largestPage how many items a page has at most, however many were requested
 */
record GraphRequest(
        EntraHttpRequest wire,
        Caller caller,
        List<String> names,
        JsonNode body,
        Instant asOf,
        int largestPage) {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Returns the id in the path. */
    String id() {
        return names.getFirst();
    }

    /**
     * Returns the id in the path, which must have the form of an object id.
     *
     * @throws GraphRefusal 400
     */
    String objectId() {
        return objectId(id());
    }

    /** The same for an id from another place. */
    static String objectId(String id) {
        if (!GUID.matcher(id).matches()) {
            throw GraphRefusal.badRequest("Invalid object identifier '" + id + "'.");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    Optional<String> option(String name) {
        return wire.option(name);
    }

    /** Returns whether the caller names this property in $select. */
    boolean selects(String property) {
        return option("$select")
                .filter(names -> List.of(names.split(",", -1)).contains(property))
                .isPresent();
    }

    String root() {
        return Router.root(wire);
    }

    /** Returns whether the caller accepts a lagging index, as searching and counting require. */
    boolean isEventual() {
        return wire.header("ConsistencyLevel").filter("eventual"::equalsIgnoreCase).isPresent();
    }
}
