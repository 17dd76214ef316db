package dev.keydesk.entra;

import com.microsoft.kiota.RequestInformation;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Refused;
import dev.keydesk.entra.EntraFailure.Unsure;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads all app registrations of the tenant page by page at low priority, and keeps none of them.
 *
 * <p>It waits when Entra asks for that and retries a failed page a few times; after that the job
 * that scans is run again.
 */
final class AppScan {
    private static final int PAGE = 999;
    private static final int ATTEMPTS = 6;

    /** For the smaller pages, because there are many of them. */
    private static final int FEWER_ATTEMPTS = 2;

    private static final Pattern TOP = Pattern.compile("((?:\\$|%24)top=)[0-9]+");
    private static final Pattern SELECT = Pattern.compile("((?:\\$|%24)select=)[^&]*");

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofSeconds(2);

    private final GraphClients graph;
    private final GraphExecutor graphExecutor;
    private final ScanPause pause;

    AppScan(GraphClients graph, GraphExecutor graphExecutor, ScanPause pause) {
        this.graph = graph;
        this.graphExecutor = graphExecutor;
        this.pause = pause;
    }

    /** Reads from the first page, or from where another scan stopped. */
    void each(Optional<URI> from, Consumer<AppPage> consumer) {
        Set<URI> been = new HashSet<>();
        Optional<URI> link = from;
        do {
            link = part(link, PAGE, consumer);
            // Graph has been seen to return a link to a page that it gave before.
        } while (link.isPresent() && been.add(link.get()));
        if (link.isPresent()) {
            throw graphExecutor.incomplete(
                    GraphCallContext.forCall(Entra.SCAN), "the list leads back to itself");
        }
    }

    /**
     * Passes on {@code size} apps, in smaller pages if Entra fails to return them at once. An app
     * that fails even by itself is asked for without its credentials, to learn its name and the
     * link to the next one.
     *
     * @return where the list continues
     */
    private Optional<URI> part(Optional<URI> link, int size, Consumer<AppPage> consumer) {
        try {
            return handOver(patiently(link, size, AppJson.SELECT_ALL), consumer);
        } catch (Unsure broken) {
            if (broken.facts().status().isEmpty()) {
                throw broken;
            }
            try {
                return size == 1 ? nameOnly(link, broken, consumer) : smaller(link, size, consumer);
            } catch (Refused notInSuchPages) {
                throw broken;
            }
        }
    }

    private Optional<URI> smaller(Optional<URI> link, int size, Consumer<AppPage> consumer) {
        int less = size > 100 ? 100 : size / 10;
        var at = link;
        for (int read = 0; read < size; read += less) {
            at = part(at, less, consumer);
            if (at.isEmpty()) {
                break;
            }
        }
        return at;
    }

    private Optional<URI> nameOnly(Optional<URI> link, Unsure broken, Consumer<AppPage> consumer) {
        var page = patiently(link, 1, AppJson.SELECT_NAMES);
        var why =
                "Entra does not give its credentials (HTTP %s)"
                        .formatted(broken.facts().status().getAsInt());
        var unread =
                page.apps().stream()
                        .map(app -> new UnreadApp(Optional.of(app.objectId()), app.name(), why));
        return handOver(
                new AppPage(
                        List.of(),
                        page.next(),
                        Stream.concat(page.unread().stream(), unread).toList()),
                consumer);
    }

    private static Optional<URI> handOver(AppPage page, Consumer<AppPage> consumer) {
        consumer.accept(page);
        return page.next();
    }

    private AppPage patiently(Optional<URI> link, int size, String[] select) {
        for (int attempt = size == PAGE ? 1 : ATTEMPTS - FEWER_ATTEMPTS + 1; ; attempt++) {
            try {
                return page(link, size, select);
            } catch (Busy busy) {
                waitOrGiveUp(attempt, busy.retryAfter(), busy);
            } catch (Unsure noAnswer) {
                waitOrGiveUp(attempt, noAnswer.retryAfter(), noAnswer);
            }
        }
    }

    private void waitOrGiveUp(int attempt, Optional<Duration> asked, EntraFailure failure) {
        if (attempt == ATTEMPTS) {
            throw failure;
        }
        var ours = FIRST_WAIT.multipliedBy(1L << (attempt - 1));
        var wait = asked.filter(time -> time.compareTo(ours) > 0).orElse(ours);
        rest(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, failure);
    }

    private AppPage page(Optional<URI> link, int size, String[] select) {
        var graphCallContext = GraphCallContext.forCall(Entra.SCAN);
        boolean isUsual = size == PAGE;
        var from = isUsual ? link : link.map(it -> sized(it, size, select));
        var request = request(graphCallContext, from, size, select);
        var read = graphExecutor.stream(graphCallContext, graph.streams(), request, AppJson::page);
        // A scan that continues from there wants pages of the usual size.
        var page =
                isUsual
                        ? read
                        : new AppPage(
                                read.apps(),
                                read.next().map(it -> sized(it, PAGE, AppJson.SELECT_ALL)),
                                read.unread());
        if (graphCallContext.throttle() > 0) {
            // The quota is nearly used up, and people who click need the rest of it.
            rest(BREATH, graphExecutor.incomplete(graphCallContext, "interrupted"));
        }
        return page;
    }

    /**
     * Returns the same place in the list with another page size; a link that names neither stays as
     * it is.
     */
    private static URI sized(URI link, int size, String[] select) {
        var text = TOP.matcher(link.toString()).replaceFirst("$1" + size);
        return URI.create(SELECT.matcher(text).replaceFirst("$1" + String.join(",", select)));
    }

    private RequestInformation request(
            GraphCallContext graphCallContext, Optional<URI> link, int size, String[] select) {
        var apps = graph.reads().applications();
        var from = link.isPresent() ? apps.withUrl(link.get().toString()) : apps;
        return from.toGetRequestInformation(request -> {
            if (link.isEmpty()) {
                request.queryParameters.select = select;
                request.queryParameters.top = size;
            }
            request.headers.add("x-ms-throttle-priority", "low");
            request.options.add(graphCallContext);
        });
    }

    private void rest(Duration time, EntraFailure ifInterrupted) {
        try {
            pause.pause(time);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ifInterrupted;
        }
    }
}
