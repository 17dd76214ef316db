package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Answers with a page of a collection, by the rules of Entra's directory for query options. */
final class Listing {
    static final Set<String> OPTIONS =
            Set.of("$select", "$top", "$skiptoken", "$filter", "$search", "$count", "$orderby");

    private static final int USUAL_PAGE = 100;
    static final int LARGEST_PAGE = 999;

    private Listing() {}

    static <T> ObjectNode page(GraphRequest request, Resource<T> resource, List<T> all) {
        refuseWhatNeedsTheIndex(request);
        var selection = Selection.of(request, resource.types());
        var page = cut(request, resource, all);

        var body = JsonNodeFactory.instance.objectNode();
        var context = "/$metadata#" + selection.context(resource.set());
        body.put("@odata.context", request.root() + context);
        if (request.isEventual() && isCounted(request)) {
            body.put("@odata.count", page.found());
        }
        if (page.hasMore()) {
            var end = Position.of(page.items().getLast(), resource);
            body.put("@odata.nextLink", end.nextLink(request));
        }
        var value = body.putArray("value");
        page.items().forEach(item -> value.add(selection.select(resource.draw().apply(item))));
        return body;
    }

    private static <T> Page<T> cut(GraphRequest request, Resource<T> resource, List<T> all) {
        var order = order(request);
        var found =
                all.stream()
                        .filter(wanted(request, resource))
                        .sorted(Comparator.comparing(item -> Position.of(item, resource), order))
                        .toList();
        var rest =
                request.option("$skiptoken")
                        .map(Position::read)
                        .map(last -> after(last, found, resource, order))
                        .orElse(found);
        int size = Math.min(Math.min(top(request), request.largestPage()), rest.size());
        return new Page<>(rest.subList(0, size), size < rest.size(), found.size());
    }

    private static void refuseWhatNeedsTheIndex(GraphRequest request) {
        if (request.option("$search").isPresent() && !request.isEventual()) {
            throw GraphRefusal.unsupportedQuery(
                    "Request with $search query parameter only works through MSGraph with a special"
                            + " request header: 'ConsistencyLevel: eventual'");
        }
        boolean narrowed =
                request.option("$filter").isPresent() || request.option("$search").isPresent();
        if (request.option("$orderby").isPresent()
                && narrowed
                && !(request.isEventual() && isCounted(request))) {
            throw GraphRefusal.unsupportedQuery("Sorting not supported for current query.");
        }
    }

    private static boolean isCounted(GraphRequest request) {
        return request.option("$count").filter("true"::equals).isPresent();
    }

    private static <T> Predicate<T> wanted(GraphRequest request, Resource<T> resource) {
        var filter = request.option("$filter").map(text -> Filter.parse(text, resource));
        var search = request.option("$search").map(text -> Search.parse(text, resource));
        return item ->
                filter.filter(test -> !test.test(item)).isEmpty()
                        && search.filter(test -> !test.test(item)).isEmpty();
    }

    // Entra guarantees no order; by id it is stable while objects change.
    private static Comparator<Position> order(GraphRequest request) {
        var byId = Comparator.comparing(Position::id);
        var byName = Comparator.comparing(Position::name, String.CASE_INSENSITIVE_ORDER);
        return switch (request.option("$orderby").orElse("")) {
            case "" -> byId;
            case "displayName", "displayName asc" -> byName.thenComparing(byId);
            case "displayName desc" -> byName.reversed().thenComparing(byId);
            default ->
                    throw GraphRefusal.unsupportedQuery("Sorting not supported for current query.");
        };
    }

    private static <T> List<T> after(
            Position last, List<T> found, Resource<T> resource, Comparator<Position> order) {
        return found.stream()
                .filter(item -> order.compare(Position.of(item, resource), last) > 0)
                .toList();
    }

    private static int top(GraphRequest request) {
        var asked = request.option("$top").orElse(String.valueOf(USUAL_PAGE));
        if (!asked.matches("[0-9]{1,9}")) {
            throw GraphRefusal.malformed("Invalid value '" + asked + "' for $top query option.");
        }
        int top = Integer.parseInt(asked);
        if (top < 1 || top > LARGEST_PAGE) {
            throw GraphRefusal.unsupportedQuery(
                    "Invalid page size specified: '%s'. Must be between 1 and %s inclusive."
                            .formatted(top, LARGEST_PAGE));
        }
        return top;
    }

    /** The items of the page, whether more follow, and how many there are in all. */
    private record Page<T>(List<T> items, boolean hasMore, int found) {}
}
