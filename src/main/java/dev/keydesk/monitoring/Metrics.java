package dev.keydesk.monitoring;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.expiry.ScanResult;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts events by kind, without people, apps or tickets. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter events =
            Counter.builder()
                    .name("keydesk_events_total")
                    .help("What happened to requests, by kind: moves by the state they lead to.")
                    .labelNames("kind")
                    .register(registry);

    private final Counter keys =
            Counter.builder()
                    .name("keydesk_credentials_noticed_total")
                    .help(
                            "Credentials of all app registrations that scans noticed, by what"
                                + " became of them; also those the desk made or removed itself.")
                    .labelNames("what")
                    .register(registry);

    private final Counter rows =
            Counter.builder()
                    .name("keydesk_scan_rows_written_total")
                    .help("Rows that scans wrote, because they differed.")
                    .register(registry);

    private final Counter scans =
            Counter.builder()
                    .name("keydesk_scans_total")
                    .help("Scans of this node that finished.")
                    .register(registry);

    /** Is called for each complete scan of this node. */
    public void scanned(ScanResult result) {
        scans.inc();
        rows.inc(result.rows());
        keys.labelValues("appeared").inc(result.appeared());
        keys.labelValues("changed").inc(result.changed());
        keys.labelValues("gone").inc(result.gone());
    }

    /** Is called for each audit event, once it is stored. */
    public void count(AuditEvent event) {
        events.labelValues(event.kind()).inc();
    }

    public PrometheusRegistry registry() {
        return registry;
    }
}
