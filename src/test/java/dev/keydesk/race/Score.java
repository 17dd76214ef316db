package dev.keydesk.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The claims so far, and who has won them. */
final class Score {
    private final Map<Claim.Kind, Map<String, Integer>> winners = new EnumMap<>(Claim.Kind.class);
    private final Map<Claim.Kind, Integer> presses = new EnumMap<>(Claim.Kind.class);
    private final List<String> faults = new ArrayList<>();
    private int claims;

    synchronized void pressed(Claim.Kind kind, int times) {
        presses.merge(kind, times, Integer::sum);
    }

    synchronized void add(Claim claim) {
        claims++;
        claim.fault()
                .ifPresentOrElse(
                        faults::add,
                        () ->
                                winners.computeIfAbsent(claim.kind(), _ -> new TreeMap<>())
                                        .merge(claim.winner(), 1, Integer::sum));
    }

    /** Something that is wrong with no single claim. */
    synchronized void fault(String sentence) {
        faults.add(sentence);
    }

    synchronized int claims() {
        return claims;
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized void print(PrintStream out) {
        winners.forEach((kind, won) -> out.println(line(kind, won)));
        faults.forEach(out::println);
        out.println(closingLine());
    }

    private String line(Claim.Kind kind, Map<String, Integer> won) {
        int all = won.values().stream().mapToInt(Integer::intValue).sum();
        return "%s: %d won, of %d presses (%s)"
                .formatted(
                        kind.words,
                        all,
                        presses.getOrDefault(kind, 0),
                        won.entrySet().stream()
                                .map(one -> "%s %d".formatted(one.getKey(), one.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    synchronized String closingLine() {
        int won =
                winners.values().stream()
                        .flatMap(won1 -> won1.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum();
        return "%d claims, %d with exactly one winner".formatted(claims, won);
    }
}
