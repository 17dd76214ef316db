package dev.keydesk.sandbox;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds many words in one pass through a text (the algorithm of Wu and Manber): a story has dozens
 * of words, and megabytes to search. Each pair of characters tells how far away the next word can
 * begin at the earliest, so most of the text is never read.
 */
final class MultiPatternSearch {
    private static final int BUCKETS = 1 << 16;
    private static final int SHORTEST = 2;

    private final List<Word> words;

    /** How many characters of each word are compared before the whole word is. */
    private final int window;

    private final int[] steps = new int[BUCKETS];

    /**
     * A word.
     *
     * @param name what it stands for; several words may share a name
     * @param spelling at least two characters
     */
    record Word(String name, String spelling) {
        Word {
            if (spelling.length() < SHORTEST) {
                throw new IllegalArgumentException("a word of " + name + " is too short");
            }
        }
    }

    MultiPatternSearch(List<Word> words) {
        this.words = List.copyOf(words);
        this.window = words.stream().mapToInt(it -> it.spelling().length()).min().orElse(SHORTEST);
        int lastPair = window - 2;
        Arrays.fill(steps, lastPair + 1);
        for (var word : words) {
            for (int pair = 0; pair <= lastPair; pair++) {
                int bucket = bucket(word.spelling(), pair);
                steps[bucket] = Math.min(steps[bucket], lastPair - pair);
            }
        }
    }

    /**
     * Returns the bucket of two characters; words in a shared bucket only cost another comparison.
     */
    private static int bucket(String text, int at) {
        return (text.charAt(at) << 8 ^ text.charAt(at + 1)) & (BUCKETS - 1);
    }

    /** Returns the names of the words in the text. */
    Set<String> namesIn(String text) {
        var found = new LinkedHashSet<String>();
        int lastPair = window - 2;
        for (int at = 0; at + window <= text.length(); ) {
            int step = steps[bucket(text, at + lastPair)];
            if (step == 0) {
                look(text, at, found);
            }
            at += Math.max(step, 1);
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
