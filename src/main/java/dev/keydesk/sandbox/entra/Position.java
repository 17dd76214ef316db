package dev.keydesk.sandbox.entra;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * Where a page of a collection ended. The next page begins after it, even if the item no longer
 * exists.
 */
record Position(String name, String id) {

    static <T> Position of(T item, Resource<T> resource) {
        return new Position(resource.displayName(item), resource.id(item));
    }

    /**
     * Parses a $skiptoken.
     *
     * @throws GraphRefusal 400, if it is not valid
     */
    static Position read(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            var parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
            if (parts.length == 2) {
                return new Position(parts[1], parts[0]);
            }
        } catch (IllegalArgumentException e) {
            throw expired();
        }
        throw expired();
    }

    /** Returns the address of the next page, which is absolute, as clients expect. */
    String nextLink(GraphRequest request) {
        var options = new LinkedHashMap<>(request.wire().query());
        options.put("$skiptoken", token());
        var path = Router.path(request.wire());
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + encode(option.getValue()))
                .collect(Collectors.joining("&", request.root() + path + "?", ""));
    }

    private String token() {
        var text = id + "\n" + name;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static GraphRefusal expired() {
        return new GraphRefusal(
                400,
                "Directory_ExpiredPageToken",
                "The specified page token value has expired and can no longer be included in your"
                        + " request.");
    }
}
