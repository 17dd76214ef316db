package dev.keydesk.race;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code mvn -q verify -Prace -Dclaims=N}: N times several people want the same thing at the same
 * moment at two nodes; prints who has won, and as its last line how many claims had one winner.
 */
public final class Race {
    private static final int USUAL_CLAIMS = 20_000;
    private static final int CLAIMS_EACH = 2;
    private static final int ENGINEERS = 128;

    /** Then the pretend Slack has kept enough, and a new town begins. */
    private static final int MOST_CLAIMS_IN_A_TOWN = 4_096;

    private Race() {}

    public static void main(String[] args) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        int claims = Integer.getInteger("claims", USUAL_CLAIMS);
        var folder = Files.createTempDirectory(Path.of("target"), "race");
        var score = run(folder, claims);
        score.print(System.out);
        boolean proven = score.claims() >= Math.max(claims, 1);
        System.exit(proven && score.faults().isEmpty() ? 0 : 1);
    }

    /** So many claims, or one more: each request has two. */
    static Score run(Path folder, int claims) throws IOException {
        var score = new Score();
        try (var crowd = new Crowd()) {
            for (int town = 0; score.claims() < claims; town++) {
                var home = Files.createDirectory(folder.resolve("town" + town));
                int left = Math.min(claims - score.claims(), MOST_CLAIMS_IN_A_TOWN);
                inOneTown(home, left, crowd, score);
            }
        }
        return score;
    }

    private static void inOneTown(Path folder, int claims, Crowd crowd, Score score) {
        int requests = Math.ceilDiv(claims, CLAIMS_EACH);
        int most = Math.min(requests, ENGINEERS);
        try (var nodes = new TwoNodes(folder, most, most)) {
            for (int done = 0; done < requests; done += most) {
                new Heat(nodes, Math.min(most, requests - done), crowd, score).run();
            }
        }
    }
}
