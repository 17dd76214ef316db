package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** What the list of apps shows besides their secrets, and how much of it at once. */
class CertificatesTest {
    private static final String WITH_CERTIFICATES = "/applications?$select=id,tags,keyCredentials";

    private final Lab lab = Lab.withEveryPermission();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_certificate_is_shown_with_everything_but_its_key() {
        var app = lab.tenant.app("payroll-api", it -> it.withTags("slack:C0123ABC", "tier-1"));
        var made =
                lab.tenant.existingCertificate(
                        app.id(), "CN=payroll-api", lab.now(), lab.inDays(365));

        var shown = lab.get("/applications/" + app.id() + "?$select=keyCredentials,tags").json();
        assertThat(shown.at("/tags/0").asText()).isEqualTo("slack:C0123ABC");
        var certificate = shown.at("/keyCredentials/0");
        assertThat(certificate.path("keyId").asText()).isEqualTo(made.keyId());
        assertThat(certificate.path("displayName").asText()).isEqualTo("CN=payroll-api");
        assertThat(certificate.path("type").asText()).isEqualTo("AsymmetricX509Cert");
        assertThat(certificate.path("usage").asText()).isEqualTo("Verify");
        assertThat(certificate.path("customKeyIdentifier").asText()).hasSize(28);
        assertThat(certificate.path("key").isNull()).isTrue();
        assertThat(lab.entra.schemaProblems()).isEmpty();
    }

    @Test
    void one_that_nobody_named_has_no_name() {
        var app = lab.tenant.app("payroll-api");
        lab.tenant.existingCertificate(app.id(), "", lab.now(), lab.inDays(1));

        var shown = lab.get("/applications/" + app.id()).at("/keyCredentials/0/displayName");
        assertThat(shown.isNull()).isTrue();
    }

    @Test
    void what_is_uploaded_and_removed_by_hand_is_seen_after_the_usual_lag() {
        lab.entra.setTiming(Timing.immediate().withReadLag(Duration.ofSeconds(2)));
        var app = lab.tenant.app("payroll-api");
        var made = lab.tenant.addCertificateByHand(app.id(), "CN=a", lab.now(), lab.inDays(1));
        assertThat(certificates(app)).isZero();
        lab.clock.passes(Duration.ofSeconds(3));
        assertThat(certificates(app)).isEqualTo(1);

        lab.tenant.removeCertificateByHand(app.id(), made.keyId());
        lab.clock.passes(Duration.ofSeconds(3));
        assertThat(certificates(app)).isZero();
    }

    private int certificates(Application app) {
        return lab.get("/applications/" + app.id()).at("/keyCredentials").size();
    }

    @Test
    void a_hundred_and_fifty_requests_a_minute_may_ask_for_certificates() {
        for (int asked = 0; asked < 100; asked++) {
            assertThat(lab.get(WITH_CERTIFICATES).status()).isEqualTo(200);
        }
        lab.clock.passes(Duration.ofSeconds(40));
        for (int asked = 100; asked < CertificateQuota.MOST; asked++) {
            assertThat(lab.get(WITH_CERTIFICATES).status()).isEqualTo(200);
        }

        var refused = lab.get(WITH_CERTIFICATES);
        assertThat(refused.refusal()).isEqualTo("429 TooManyRequests");
        assertThat(refused.header("Retry-After")).isEqualTo("21");
        assertThat(lab.get("/applications?$select=id").status()).isEqualTo(200);
        lab.clock.passes(Duration.ofSeconds(21));
        assertThat(lab.get(WITH_CERTIFICATES).status()).isEqualTo(200);
    }

    @Test
    void pages_may_be_shorter_than_they_were_asked_for_and_nothing_is_left_out() {
        Set<String> made = new TreeSet<>();
        for (int number = 0; number < 7; number++) {
            made.add(lab.tenant.app("app " + number).id());
        }
        made.add(lab.tenant.applications().getFirst().id());
        lab.entra.setLargestPage(3);

        Set<String> seen = new TreeSet<>();
        var path = "/applications?$top=999";
        int pages = 0;
        while (!path.isEmpty()) {
            var page = lab.get(path).json();
            page.at("/value").forEach(app -> seen.add(app.path("id").asText()));
            path = page.path("@odata.nextLink").asText().replace(lab.entra.graphUrl() + "", "");
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void a_fault_may_be_planned_for_a_later_call() {
        lab.entra.faults().next("listApplications", new Fault.AsUsual());
        lab.entra.faults().next("listApplications", EntraFault.throttled(Duration.ofSeconds(7)));

        assertThat(lab.get("/applications").status()).isEqualTo(200);
        assertThat(lab.get("/applications").status()).isEqualTo(429);
    }
}
