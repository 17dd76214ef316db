package dev.keydesk.request;

import dev.keydesk.config.Nearest;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.jobs.ComputePool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Searches apps by typed text. Every search goes through this class, which limits text and work,
 * and runs it on threads that send no acknowledgements.
 */
public final class AppSearch {
    /** Entra's limit for the name of an app registration, in characters. */
    public static final int LONGEST = 256;

    /** The answer if there are too many searches. */
    public static final String BUSY =
            "The desk is busy with other searches just now, so nothing was looked up or changed."
                    + " Please try again in a moment.";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MOST_WORDS = 8;
    private static final int MOST_OF_A_WORD = 100;

    private final AppIndex index;
    private final ComputePool pool;

    /** Searches in this index. */
    public AppSearch(AppIndex index, ComputePool pool) {
        this.index = index;
        this.pool = pool;
    }

    /** Returns why the text is not searched for; empty if it is short enough. */
    public static Optional<String> tooLong(String typed) {
        int length = typed.strip().length();
        return length > LONGEST
                ? Optional.of(
                        "A name or ID has at most %s characters, and this has %s, so nothing was looked up. Please type less of it."
                                .formatted(LONGEST, length))
                : Optional.empty();
    }

    /**
     * Returns suggestions for the typed text, best first.
     *
     * @throws ComputePool.Full if there are too many searches at the moment
     */
    public List<AppRegistration> suggest(UserId by, String typed, int most) {
        return tooLong(typed).isPresent()
                ? List.of()
                : pool.compute(by.value(), () -> index.suggest(typed, most));
    }

    /** Returns whether a scan has filled the index. */
    public boolean isReady() {
        return index.asOf().isPresent();
    }

    /**
     * Returns the apps that the text may mean; exactly one if it is clear.
     *
     * @throws ComputePool.Full if there are too many searches at the moment
     */
    public List<AppRegistration> mayMean(UserId by, String typed) {
        return tooLong(typed).isPresent()
                ? List.of()
                : pool.compute(by.value(), () -> index.mayMean(typed));
    }

    /**
     * Returns similar names for a text with a typing mistake, best first.
     *
     * @param own further names that may be meant
     * @param around whether any other app may be meant as well
     * @throws ComputePool.Full if there are too many searches at the moment
     */
    public List<String> nearest(
            UserId by, String typed, List<String> own, boolean around, int most) {
        return tooLong(typed).isPresent()
                ? List.of()
                : pool.compute(
                        by.value(),
                        () -> {
                            var names = new ArrayList<>(own);
                            if (around) {
                                words(typed).flatMap(this::beginningLike).forEach(names::add);
                            }
                            return Nearest.few(typed, names, most);
                        });
    }

    private static Stream<String> words(String typed) {
        return WORD.matcher(typed).results().map(MatchResult::group).limit(MOST_WORDS);
    }

    /** A few letters of a mistyped word are right, mostly the first ones. */
    private Stream<String> beginningLike(String word) {
        var start = word.substring(0, word.offsetByCodePoints(0, Math.min(3, letters(word))));
        return index.suggest(start, MOST_OF_A_WORD).stream().map(AppRegistration::name);
    }

    private static int letters(String word) {
        return word.codePointCount(0, word.length());
    }
}
