package dev.keydesk.sandbox.slack;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records what happened between Slack and the bot, for tests and for people who look at the
 * sandbox.
 */
final class Journal {
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private final List<Problem> refusals = new CopyOnWriteArrayList<>();
    private final List<Crawl> crawls = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final Changes changes;

    Journal(InstantSource clock, Changes changes) {
        this.clock = clock;
        this.changes = changes;
    }

    void called(ApiCall call) {
        calls.add(call);
    }

    void refused(String where, String error, String explanation) {
        refusals.add(new Problem(where, error, explanation, clock.instant()));
        changes.happened();
    }

    void crawled(Crawl crawl) {
        crawls.add(crawl);
    }

    List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    List<Problem> refusals() {
        return List.copyOf(refusals);
    }

    List<Crawl> crawls() {
        return List.copyOf(crawls);
    }
}
