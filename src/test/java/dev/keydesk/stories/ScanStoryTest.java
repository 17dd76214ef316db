package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential.Gone;
import dev.keydesk.lookup.Absences;
import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What the desk as a whole knows of the keys in Entra. */
class ScanStoryTest extends Story {

    @Test
    void a_key_that_was_picked_up_is_seen_by_the_next_scan_and_gone_after_its_removal() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        world().timePasses(Duration.ofMinutes(1));
        scan();
        var payroll = world().company().payroll().id();
        var made = keysMade().getFirst();
        var credentials = world().bot().credentials();
        assertThat(credentials.find(payroll, made.keyId()))
                .hasValueSatisfying(seen -> assertThat(seen.key().end()).isEqualTo(made.end()));

        alice().sees("Picked up by @alice").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(10));
        scan();
        assertThat(credentials.find(payroll, made.keyId())).get().isInstanceOf(Gone.class);
        assertThat(metrics())
                .contains(
                        "keydesk_credentials_noticed_total{what=\"gone\"} 1.0",
                        "keydesk_scans_total 3.0");
    }

    @Test
    void health_names_the_day_on_which_the_desks_own_key_ends_and_stays_ready() {
        assertThat(Readiness.of(world()).body())
                .contains("the desk's own client secret never expires");
        var tenant = entra().tenant();
        var own = tenant.applications().getFirst();
        var key = tenant.secretsOf(own.id()).getFirst().keyId();
        tenant.moveEnd(own.id(), key, world().clock().instant().plus(Duration.ofDays(29)));
        scan();

        var ready = Readiness.of(world());
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .contains("\"ailing\"", "expires on 2026-03-31, in 29 days. Make a new one");
        assertThat(log())
                .anyMatch(line -> line.contains("own client secret expires on 2026-03-31"));
    }

    @Test
    void an_app_deleted_between_scan_and_use_is_offered_and_its_request_says_so() {
        var payroll = world().company().payroll();
        var form = alice().runs("/new-client-secret payroll-api");
        entra().tenant().delete(payroll.id());
        form.description("nightly export").lifetime(90).reason("The old secret expires.").submit();
        world().settle();

        assertThat(entra().tenant().mintedValues()).isEmpty();
        assertThat(world().bot().credentials().app(payroll.id())).isPresent();
        for (int look = 0; look < Absences.ENOUGH; look++) {
            assertThat(world().bot().credentials().app(payroll.id())).isPresent();
            world().timePasses(Absences.APART);
            scan();
        }
        assertThat(world().bot().credentials().app(payroll.id())).isEmpty();
        assertThat(world().bot().credentials().ofApp(payroll.id())).isEmpty();
    }

    @Test
    void while_entra_refuses_the_old_picture_stands_and_says_how_old_it_is() {
        world().timePasses(Duration.ofMinutes(10));
        entra().faults().next("listApplications", EntraFault.withoutBody(403));
        scan();

        assertThat(Readiness.of(world()).body()).contains("as of 2026-03-02T09:00:00Z");
        assertThat(world().bot().credentials().ofApp(world().company().payroll().id())).hasSize(1);
    }

    private String metrics() {
        return Readiness.ask(world(), "/metrics").body();
    }

    private void scan() {
        world().bot().platform().periodicTasks().runOnce();
        world().settle();
    }
}
