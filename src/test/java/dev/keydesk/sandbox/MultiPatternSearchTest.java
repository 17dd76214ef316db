package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class MultiPatternSearchTest {
    private final MultiPatternSearch multiPatternSearch =
            new MultiPatternSearch(
                    List.of(
                            new MultiPatternSearch.Word("cheese", "abra"),
                            new MultiPatternSearch.Word("cheese", "YWJyYQ"),
                            new MultiPatternSearch.Word("wine", "abba")));

    @ParameterizedTest
    @ValueSource(
            strings = {"abra", "ababra", "abraham", "a YWJyYQ==", "\u0161\u4e2d abra", "aabra"})
    void a_word_is_found_wherever_it_stands_and_however_it_is_spelled(String text) {
        assertThat(multiPatternSearch.namesIn(text)).containsExactly("cheese");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abr", "abr a", "ABRA", "YWJyY"})
    void nothing_is_found_that_is_not_there(String text) {
        assertThat(multiPatternSearch.namesIn(text)).isEmpty();
    }

    @Test
    void several_are_found_in_one_text() {
        assertThat(multiPatternSearch.namesIn("abbabra"))
                .containsExactlyInAnyOrder("cheese", "wine");
    }

    @Test
    void what_is_found_is_what_a_plain_search_finds() {
        var random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            var words =
                    Stream.generate(() -> letters(random, 2 + random.nextInt(5)))
                            .limit(1 + random.nextInt(6))
                            .map(word -> new MultiPatternSearch.Word(word, word))
                            .toList();
            var text = letters(random, random.nextInt(30));

            assertThat(new MultiPatternSearch(words).namesIn(text))
                    .as("%s in %s", words, text)
                    .containsExactlyInAnyOrderElementsOf(
                            words.stream()
                                    .map(MultiPatternSearch.Word::spelling)
                                    .filter(text::contains)
                                    .collect(Collectors.toSet()));
        }
    }

    private static String letters(Random random, int howMany) {
        return random.ints(howMany, 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void what_would_be_found_everywhere_is_refused() {
        assertThatThrownBy(() -> new MultiPatternSearch.Word("cheese", "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
