package dev.keydesk.sandbox.slack;

import dev.keydesk.sandbox.Faults;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** The whole state of the simulated Slack, for the classes that act on it. */
final class SlackState {
    final Workspace workspace;
    final InstantSource clock;
    final Ids ids;
    final Changes changes = new Changes();
    final Faults faults = new Faults();
    final Timestamps timestamps;
    final Journal journal;
    final Messages messages;
    final Views views;
    final Triggers triggers;
    final RateLimits limits;
    final Crawler crawler;
    final IssuedResponseUrls responseUrls;
    final Uploads uploads;
    final ImageFetcher pictures = new ImageFetcher();
    final AtomicReference<Installation> installation = new AtomicReference<>(Installation.usual());
    final AtomicReference<URI> address = new AtomicReference<>(URI.create("http://127.0.0.1:0/"));

    SlackState(Workspace workspace, InstantSource clock, RandomGenerator random) {
        this.ids = new Ids(random);
        this.workspace = workspace;
        this.clock = clock;
        this.timestamps = new Timestamps(clock);
        this.journal = new Journal(clock, changes);
        this.messages = new Messages(changes);
        this.views = new Views(ids, clock, changes);
        this.triggers = new Triggers(ids, clock);
        this.limits = new RateLimits(clock);
        this.crawler = new Crawler(journal, clock);
        this.uploads = new Uploads(ids);
        this.responseUrls = new IssuedResponseUrls(this);
        workspace.onChange(changes::happened);
    }

    /** Posts a message; the previewer visits its links first. */
    void post(MessageVersion message) {
        crawler.visit(message);
        messages.add(message);
    }
}
