package dev.keydesk.entra;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names in their order, end to end in one run of bytes. A search through a hundred thousand strings
 * spends its time fetching them from all over the memory; through one array it takes a millisecond
 * or two.
 */
final class SearchableNames {
    private final byte[] text;
    private final int[] starts;

    static final SearchableNames NONE = new SearchableNames(new byte[0], new int[1]);

    private SearchableNames(byte[] text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Some of these and others, in that order, which is that of {@link String#compareTo}. */
    SearchableNames woven(Woven order, List<String> newcomers) {
        var others = newcomers.stream().map(SearchableNames::bytes).toList();
        var from = new int[order.size() + 1];
        order.forEach(
                (place, to) -> from[to + 1] = length(place),
                (number, to) -> from[to + 1] = others.get(number).length);
        Arrays.parallelPrefix(from, Integer::sum);
        var all = new byte[from[order.size()]];
        order.forEach(
                (place, to) -> System.arraycopy(text, starts[place], all, from[to], length(place)),
                (number, to) ->
                        System.arraycopy(
                                others.get(number), 0, all, from[to], others.get(number).length));
        return new SearchableNames(all, from);
    }

    private int length(int place) {
        return starts[place + 1] - starts[place];
    }

    String name(int place) {
        return new String(text, starts[place], length(place), StandardCharsets.UTF_8);
    }

    /** The places of names that contain this. */
    IntStream containing(String wanted) {
        var needle = bytes(wanted);
        return IntStream.range(0, starts.length - 1).filter(place -> contains(place, needle));
    }

    /** UTF-8 lets bytes be compared: no character's bytes are found in the middle of another's. */
    private boolean contains(int place, byte[] needle) {
        int last = starts[place + 1] - needle.length;
        for (int at = starts[place]; at <= last; at++) {
            if (isAt(at, needle)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int at, byte[] needle) {
        for (int i = 0; i < needle.length; i++) {
            if (text[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
