package dev.keydesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * So many callers at one moment, each once, and then a rest in which the desk does what the calls
 * have left it to do; as after a message to a whole team.
 */
record Bursts(int callers, int times) implements BenchRound {
    private static final Duration REST = Duration.ofMillis(50);

    @Override
    public Timings of(Call call) {
        List<Timings> bursts = new ArrayList<>();
        for (int burst = 0; burst < times; burst++) {
            LockSupport.parkNanos(REST.toNanos());
            bursts.add(new LoadClients(callers, 1, Duration.ofSeconds(3)).of(call));
        }
        return Timings.together(bursts);
    }
}
