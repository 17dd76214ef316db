package dev.keydesk.sandbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Many words that are looked for in one walk through a text: a story has dozens of them, and
 * megabytes to search.
 */
final class Sought {
    private static final int BUCKETS = 1 << 16;
    private static final int SHORTEST = 2;

    private final List<Word> words;
    private final boolean[] begins = new boolean[BUCKETS];

    /**
     * One of them.
     *
     * @param name what it stands for; several words may stand for the same
     * @param spelling at least two characters
     */
    record Word(String name, String spelling) {
        Word {
            if (spelling.length() < SHORTEST) {
                throw new IllegalArgumentException("a word of " + name + " is too short");
            }
        }
    }

    Sought(List<Word> words) {
        this.words = List.copyOf(words);
        words.forEach(word -> begins[bucket(word.spelling(), 0)] = true);
    }

    /** By the first two characters; words that share a bucket only cost a closer look. */
    private static int bucket(String text, int at) {
        return (text.charAt(at) << 8 ^ text.charAt(at + 1)) & (BUCKETS - 1);
    }

    /** The names of those that the text holds. */
    Set<String> in(String text) {
        var found = new LinkedHashSet<String>();
        for (int at = 0; at + SHORTEST <= text.length(); at++) {
            if (begins[bucket(text, at)]) {
                look(text, at, found);
            }
        }
        return found;
    }

    private void look(String text, int at, Set<String> found) {
        for (var word : words) {
            if (text.startsWith(word.spelling(), at)) {
                found.add(word.name());
            }
        }
    }
}
