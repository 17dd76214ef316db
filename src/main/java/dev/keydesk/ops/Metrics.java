package dev.keydesk.ops;

import dev.keydesk.audit.AuditEvent;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts what happened, by kind: never who, which app or which ticket. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter events =
            Counter.builder()
                    .name("keydesk_events_total")
                    .help("What happened to requests, by kind: moves by the state they lead to.")
                    .labelNames("kind")
                    .register(registry);

    /** Called for each audit event, once it is stored. */
    public void count(AuditEvent event) {
        events.labelValues(event.kind()).inc();
    }

    public PrometheusRegistry registry() {
        return registry;
    }
}
