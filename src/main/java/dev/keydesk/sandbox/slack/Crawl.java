package dev.keydesk.sandbox.slack;

import java.net.URI;
import java.time.Instant;

/** One visit of the link previewer; the status is 0 when nobody answered. */
public record Crawl(URI uri, int status, Instant at) {}
