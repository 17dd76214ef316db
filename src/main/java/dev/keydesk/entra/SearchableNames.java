package dev.keydesk.entra;

import java.nio.charset.StandardCharsets;
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

    /**
     * @param sorted by {@link String#compareTo}
     */
    SearchableNames(List<String> sorted) {
        this.starts = new int[sorted.size() + 1];
        for (int place = 0; place < sorted.size(); place++) {
            starts[place + 1] = starts[place] + bytes(sorted.get(place)).length;
        }
        this.text = new byte[starts[sorted.size()]];
        for (int place = 0; place < sorted.size(); place++) {
            var name = bytes(sorted.get(place));
            System.arraycopy(name, 0, text, starts[place], name.length);
        }
    }

    String name(int place) {
        return new String(
                text, starts[place], starts[place + 1] - starts[place], StandardCharsets.UTF_8);
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
