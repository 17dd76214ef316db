package dev.keydesk.entra;

import com.microsoft.kiota.RequestInformation;

import dev.keydesk.entra.EntraFailure.Busy;
import dev.keydesk.entra.EntraFailure.Unsure;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Walks over all app registrations of the tenant, page by page, at low priority, and keeps none.
 *
 * <p>It waits when Entra asks it to and asks again when a page does not come, but not for ever: the
 * job that scans is run again anyway.
 */
final class AppScan {
    private static final int PAGE = 999;
    private static final int ATTEMPTS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofSeconds(2);

    private final GraphClients graph;
    private final Calls calls;
    private final Pause pause;

    AppScan(GraphClients graph, Calls calls, Pause pause) {
        this.graph = graph;
        this.calls = calls;
        this.pause = pause;
    }

    /** From the first page on, or from where another walk had come to. */
    void each(Optional<URI> from, Consumer<AppPage> consumer) {
        Set<URI> been = new HashSet<>();
        Optional<URI> link = from;
        do {
            var page = patiently(link);
            consumer.accept(page);
            link = page.next();
            // Graph has been seen to hand out a link that leads back to a page it gave before.
        } while (link.isPresent() && been.add(link.get()));
        if (link.isPresent()) {
            throw calls.incomplete(Exchange.about(Entra.SCAN), "the list leads back to itself");
        }
    }

    private AppPage patiently(Optional<URI> link) {
        for (int attempt = 1; ; attempt++) {
            try {
                return page(link);
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

    private AppPage page(Optional<URI> link) {
        var exchange = Exchange.about(Entra.SCAN);
        var page = calls.stream(exchange, graph.streams(), request(exchange, link), AppJson::page);
        if (exchange.throttle() > 0) {
            // The quota is nearly used up, and people who click need what is left of it.
            rest(BREATH, calls.incomplete(exchange, "interrupted"));
        }
        return page;
    }

    private RequestInformation request(Exchange exchange, Optional<URI> link) {
        var apps = graph.reads().applications();
        var from = link.isPresent() ? apps.withUrl(link.get().toString()) : apps;
        return from.toGetRequestInformation(request -> {
            if (link.isEmpty()) {
                request.queryParameters.select = AppJson.SELECT_ALL;
                request.queryParameters.top = PAGE;
            }
            request.headers.add("x-ms-throttle-priority", "low");
            request.options.add(exchange);
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
