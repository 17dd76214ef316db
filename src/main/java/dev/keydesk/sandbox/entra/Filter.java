package dev.keydesk.sandbox.entra;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses $filter, of which Entra's directory supports little: {@code appId eq '...'}, {@code
 * startswith(displayName,'...')}, {@code proxyAddresses/any(p:p eq '...')}, and several of these
 * combined by {@code or}. A quote inside a value is doubled; case does not matter.
 */
final class Filter {
    private static final String VALUE = "'((?:[^']|'')*)'";
    private static final Pattern EQUAL = Pattern.compile("(\\w+) +eq +" + VALUE);
    private static final Pattern STARTS =
            Pattern.compile("(?i:startswith)\\( *(\\w+) *, *" + VALUE + " *\\)");

    private static final Pattern ANY =
            Pattern.compile("(\\w+)/any\\( *(\\w+) *: *\\2 +eq +" + VALUE + " *\\)");

    /** Between two conditions, where the quotes after it come in pairs. */
    private static final Pattern OR = Pattern.compile(" +or +(?=(?:[^']*'[^']*')*[^']*$)");

    /** Ids can be compared, but not by prefix. */
    private static final Set<String> WHOLE_ONLY = Set.of("id", "appId");

    private Filter() {}

    /**
     * Parses the text.
     *
     * @throws GraphRefusal 400, if Entra would not accept it
     */
    static <T> Predicate<T> parse(String text, Resource<T> resource) {
        return OR.splitAsStream(text)
                .map(condition -> condition(condition, resource))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private static <T> Predicate<T> condition(String text, Resource<T> resource) {
        var equal = EQUAL.matcher(text.trim());
        if (equal.matches()) {
            var property = known(equal.group(1), resource);
            var value = plain(equal.group(2));
            return item -> lower(resource.key(property, item)).equals(value);
        }
        var starts = STARTS.matcher(text.trim());
        if (starts.matches() && !WHOLE_ONLY.contains(starts.group(1))) {
            var property = known(starts.group(1), resource);
            var value = plain(starts.group(2));
            return item -> lower(resource.key(property, item)).startsWith(value);
        }
        var any = ANY.matcher(text.trim());
        if (any.matches()) {
            var property = knownAmong(resource.lists().keySet(), any.group(1), resource);
            var value = plain(any.group(3));
            return item ->
                    resource.list(property, item).stream().anyMatch(it -> lower(it).equals(value));
        }
        throw GraphRefusal.malformed("Invalid filter clause.");
    }

    private static String known(String property, Resource<?> resource) {
        return knownAmong(resource.keys().keySet(), property, resource);
    }

    private static String knownAmong(Set<String> known, String property, Resource<?> resource) {
        if (!known.contains(property)) {
            throw GraphRefusal.unsupportedQuery(
                    "Unsupported or invalid query filter clause specified for property '%s' of resource '%s'."
                            .formatted(property, resource.types().getFirst()));
        }
        return property;
    }

    private static String plain(String quoted) {
        return lower(quoted.replace("''", "'"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
