package dev.keydesk.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Several rounds of the same calls. What is told of them is the median of the rounds, so that one
 * moment in which the machine did something else does not decide.
 */
record BenchRounds(List<Timings> rounds) {
    double millis(int percent) {
        return median(round -> round.millis(percent));
    }

    double perSecond() {
        return median(Timings::perSecond);
    }

    private double median(ToDoubleFunction<Timings> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
