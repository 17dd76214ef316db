package dev.keydesk.sandbox.slack;

import java.net.URI;
import java.time.Instant;

/** A visit of the link previewer; the status is 0 if there was no answer. */
public record Crawl(URI uri, int status, Instant at) {}
