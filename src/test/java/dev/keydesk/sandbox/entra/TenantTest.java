package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.SecretText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;

/** The directory as an administrator works with it, and the simulator's own doors. */
class TenantTest {
    private final StoppedClock clock = new StoppedClock();
    private final Tenant tenant = new Tenant(Lab.TENANT, clock);

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(story(new Random(1))).isEqualTo(story(new Random(1)));
        assertThat(story(new Random(1))).isNotEqualTo(story(new Random(2)));
    }

    @Test
    void without_a_seed_no_two_tenants_are_alike() {
        assertThat(tenant.app("a").id()).isNotEqualTo(new Tenant("t", clock).app("a").id());
    }

    @Test
    void ids_are_guids_and_all_different() {
        var app = tenant.app("payroll-api");
        var desk = tenant.desk("Keydesk", Lab.DESK_SECRET);

        assertThat(UUID.fromString(app.id()).version()).isEqualTo(4);
        assertThat(UUID.fromString(app.id()).variant()).isEqualTo(2);
        assertThat(Set.of(app.id(), app.appId(), desk.id(), desk.appId())).hasSize(4);
    }

    @Test
    void what_nobody_registered_cannot_be_changed() {
        assertThatThrownBy(() -> tenant.rename("nothing", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.delete("nothing"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.secretsOf("nothing"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tenant.valueOf("nothing"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        tenant.existingSecret("nothing", "x", clock.instant(), clock.instant()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_deleted_app_cannot_be_changed_either() {
        var app = tenant.app("payroll-api");
        tenant.delete(app.id());

        assertThatThrownBy(() -> tenant.rename(app.id(), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tenant.applications()).isEmpty();
    }

    @Test
    void secrets_by_hand_come_and_go_and_are_not_minted() {
        var app = tenant.app("payroll-api");
        var end = clock.instant().plus(Duration.ofDays(9));
        var old = tenant.existingSecret(app.id(), "old", clock.instant(), end);
        var added = tenant.addSecretByHand(app.id(), "new", clock.instant(), end);
        assertThat(tenant.secretsOf(app.id())).containsExactly(old, added);

        tenant.removeByHand(app.id(), old.keyId());
        assertThat(tenant.secretsOf(app.id())).containsExactly(added);
        assertThat(tenant.mintedValues()).isEmpty();
        assertThat(tenant.valueOf(added.keyId()).reveal()).startsWith(added.hint());
    }

    @Test
    void many_hands_at_once_lose_nothing() {
        var app = tenant.app("payroll-api");
        var end = clock.instant().plus(Duration.ofDays(9));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> tenant.addSecretByHand(app.id(), "x", clock.instant(), end));
            }
        }

        assertThat(tenant.secretsOf(app.id())).hasSize(200);
        assertThat(tenant.secretsOf(app.id())).extracting(Secret::keyId).doesNotHaveDuplicates();
    }

    @Test
    void new_permissions_do_not_make_another_service_principal() {
        var app = tenant.app("payroll-api");
        var first = tenant.servicePrincipal(app.id(), "User.Read.All");
        var second = tenant.servicePrincipal(app.id());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(tenant.servicePrincipals()).containsExactly(second);
        assertThat(tenant.desk()).isEmpty();
    }

    @Test
    void the_simulator_has_addresses_only_while_it_runs(@TempDir Path folder) throws Exception {
        var entra = new SimulatedEntra(tenant, clock);
        assertThatThrownBy(entra::graphUrl).isInstanceOf(IllegalStateException.class);

        entra.start(0, 0);
        assertThat(entra.graphUrl().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/v1\\.0");
        assertThat(entra.authorityHost().toString()).matches("https://127\\.0\\.0\\.1:[0-9]+/");
        var pem = entra.writeTrustStore(folder);
        assertThat(Files.readString(pem))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n")
                .doesNotContain("PRIVATE");
        entra.close();
        entra.close();
        assertThatThrownBy(entra::authorityHost).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_port_in_use_is_said_to_be() {
        try (var one = new SimulatedEntra(tenant, clock);
                var two = new SimulatedEntra(tenant, clock)) {
            one.start(0, 0);
            int taken = one.graphUrl().getPort();

            assertThatThrownBy(() -> two.start(taken, 0)).hasMessageContaining("not free");
            assertThatThrownBy(() -> two.start(0, taken)).hasMessageContaining("not free");
            assertThatThrownBy(() -> one.start(0, 0)).hasMessageContaining("started already");
            two.start(0, 0);
            assertThat(two.graphUrl()).isNotEqualTo(one.graphUrl());
        }
    }

    @Test
    void delays_are_realistic_unless_told_otherwise() {
        try (var entra = new SimulatedEntra(tenant, clock)) {
            assertThat(entra.timing()).isEqualTo(Timing.realistic());
            entra.setTiming(
                    Timing.immediate()
                            .withReadLag(Duration.ofSeconds(1))
                            .withChangeDistance(Duration.ofSeconds(2))
                            .withRemoveWindow(Duration.ofSeconds(3))
                            .withSignInDelay(Duration.ofSeconds(4)));
            assertThat(entra.timing())
                    .isEqualTo(
                            new Timing(
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(3),
                                    Duration.ofSeconds(4)));
        }
    }

    private String story(Random random) {
        var told = new Tenant(Lab.TENANT, clock, random);
        var app = told.app("payroll-api");
        var minted = told.mint(app.id(), "x", clock.instant(), clock.instant().plusSeconds(1));
        SecretText value = minted.value();
        return app + minted.secret().toString() + value.reveal();
    }
}
