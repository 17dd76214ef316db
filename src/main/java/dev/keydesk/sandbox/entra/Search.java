package dev.keydesk.sandbox.entra;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses $search, which looks for words: {@code "displayName:pay api"} finds payroll-api, because
 * each of the words begins a word of the name. It never finds the middle of a word.
 */
final class Search {
    private static final Pattern CLAUSE = Pattern.compile("\"displayName:((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * Word boundaries: between characters other than letters and digits, before a capital, around a
     * number.
     */
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    private Search() {}

    /**
     * Parses the text.
     *
     * @throws GraphRefusal 400, if it is not in quotes or names another property
     */
    static <T> Predicate<T> parse(String text, Resource<T> resource) {
        var clause = CLAUSE.matcher(text.trim());
        if (!clause.matches()) {
            throw GraphRefusal.malformed("Syntax error in the value of $search.");
        }
        var asked = words(clause.group(1).replaceAll("\\\\(.)", "$1"));
        return item -> {
            var name = words(resource.displayName(item));
            return asked.stream().allMatch(word -> name.stream().anyMatch(w -> w.startsWith(word)));
        };
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
