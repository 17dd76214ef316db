package dev.keydesk.crash;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many kills there are to be and have been, where, and what was found. */
final class Tally {
    private final int wanted;
    private final Set<JudgeFinding> findings = new LinkedHashSet<>();
    private final Map<String, Integer> kills = new TreeMap<>();
    private int given;
    private int done;
    private int moments;

    Tally(int wanted) {
        this.wanted = wanted;
    }

    /** Asks for so many of the kills that are left; false if there are fewer. */
    synchronized boolean take(int some) {
        if (given + some > wanted) {
            return false;
        }
        given += some;
        return true;
    }

    /** Counts up, so that all desks together go through all moments. */
    synchronized int nextMoment() {
        return moments++;
    }

    synchronized void killed(String moment, int some, List<JudgeFinding> found) {
        done += some;
        kills.merge(moment, some, Integer::sum);
        for (var finding : found) {
            if (findings.add(finding)) {
                System.out.printf("after \"%s\": %s%n", moment, finding);
            }
        }
    }

    synchronized void found(List<JudgeFinding> found) {
        findings.addAll(found);
    }

    synchronized List<JudgeFinding> findings() {
        return List.copyOf(findings);
    }

    synchronized int kills() {
        return done;
    }

    synchronized void print(PrintStream out) {
        kills.forEach((moment, count) -> out.printf("%4d  %s%n", count, moment));
        findings.forEach(out::println);
        out.println(closingLine());
    }

    synchronized String closingLine() {
        var line =
                "%d kills, %d orphans, %d double, %d lost"
                        .formatted(
                                done,
                                count(JudgeFinding.Kind.ORPHAN),
                                count(JudgeFinding.Kind.DOUBLE),
                                count(JudgeFinding.Kind.LOST));
        long leaks = count(JudgeFinding.Kind.LEAK);
        return leaks == 0 ? line : line + ", %d leaks".formatted(leaks);
    }

    private long count(JudgeFinding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
