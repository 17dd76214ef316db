package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call that passed Graph's front door: who calls, what the path names, and how old the state is
 * that a read shows.
 *
 * @param largestPage how many items of a list go out at once, however many were asked for
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

    /** The id the path names. */
    String id() {
        return names.getFirst();
    }

    /**
     * The id the path names, which has to look like an object id.
     *
     * @throws GraphRefusal 400
     */
    String objectId() {
        return objectId(id());
    }

    /** The same of an id that stands elsewhere. */
    static String objectId(String id) {
        if (!GUID.matcher(id).matches()) {
            throw GraphRefusal.badRequest("Invalid object identifier '" + id + "'.");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    Optional<String> option(String name) {
        return wire.option(name);
    }

    /** Whether the caller names this property in its $select. */
    boolean selects(String property) {
        return option("$select")
                .filter(names -> List.of(names.split(",", -1)).contains(property))
                .isPresent();
    }

    String root() {
        return Router.root(wire);
    }

    /** The caller accepts an index that lags, as searching and counting demand. */
    boolean isEventual() {
        return wire.header("ConsistencyLevel").filter("eventual"::equalsIgnoreCase).isPresent();
    }
}
