package dev.keydesk.entra;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.ServicePrincipal;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Tenant;
import dev.keydesk.sandbox.entra.Timing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Our client, talking over the wire to the pretend Entra, as a desk with these permissions. */
final class DirectoryLab implements AutoCloseable {
    private static final String TENANT = "11111111-2222-4333-8444-555555555555";
    private static final SecretText TOKEN = SecretText.of("the-desk-speaks");

    private Instant now = Instant.parse("2026-11-30T09:00:00Z");
    final Tenant tenant = new Tenant(TENANT, () -> now, new Random(15));
    final SimulatedEntra simulated = new SimulatedEntra(tenant, () -> now);
    final ServicePrincipal desk;
    final Entra entra;

    DirectoryLab(String... roles) {
        desk = tenant.desk("Keydesk", SecretText.of("Dsk8Q~signs-in-with-this-value."), roles);
        simulated.setTiming(Timing.immediate());
        simulated.acceptAsDesk(TOKEN);
        simulated.start(0, 0);
        entra = client(EntraTimeouts.standard());
    }

    static DirectoryLab withEveryPermission() {
        return new DirectoryLab(
                "Application.ReadWrite.OwnedBy", "User.Read.All", "GroupMember.Read.All");
    }

    /** Another client of the same desk. */
    Entra client(EntraTimeouts timeouts) {
        return new Entra(
                new Settings.Entra(
                        TENANT,
                        desk.appId(),
                        new FixedToken(TOKEN),
                        URI.create("https://127.0.0.1:1"),
                        simulated.graphUrl(),
                        Optional.empty()),
                timeouts,
                () -> now);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The calls of that name so far. */
    List<GraphCall> calls(String name) {
        return simulated.calls().stream().filter(call -> call.name().equals(name)).toList();
    }

    @Override
    public void close() {
        entra.close();
        simulated.close();
    }
}
