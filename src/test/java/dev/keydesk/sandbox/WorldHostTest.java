package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.sandbox.entra.KeyUse;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.SignInResult;
import dev.keydesk.sandbox.page.SceneLine;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Worlds that follow one another on one stage, and one that outlives a start. */
class WorldHostTest {
    @TempDir Path folder;

    @Test
    void every_scene_can_be_set_and_shows_what_its_title_says() {
        try (var house = WorldHost.whereTimeStands(folder)) {
            for (var scene : house.scenes()) {
                house.begin(scene.name());
                assertThat(house.world().company().slack().refusals()).isEmpty();
                assertShows(house, scene);
            }
        }
    }

    private static void assertShows(WorldHost house, SceneLine scene) {
        var world = house.world();
        switch (scene.name()) {
            case "start" -> assertThat(world.bot().requests().all()).isEmpty();
            case "form" -> assertThat(world.alice().hasFormOpen()).isTrue();
            case "asked" -> world.bob().sees("asks for a client secret");
            case "denied" -> world.alice().sees("valid until March");
            case "approved" -> world.alice().sees("can pick it up");
            case "shown" -> world.alice().seesPrivately("Client secret (value)");
            case "link" -> world.alice().seesPrivately("Your one-time link");
            case "done" -> world.alice().sees("and received");
            case "lost" -> assertThat(world.company().entra().tenant().mintedValues()).hasSize(1);
            case "reminder" -> world.erin().sees("jira sync");
            default -> throw new AssertionError("nobody says what shows in " + scene);
        }
    }

    @Test
    void a_new_world_knows_nothing_of_the_one_before() {
        try (var house = WorldHost.whereTimeStands(folder)) {
            house.begin("approved");
            var run = house.hostedWorld().run();
            house.begin("start");

            assertThat(house.hostedWorld().run()).isNotEqualTo(run);
            assertThat(house.hostedWorld().desk().requests()).isEmpty();
            assertThat(house.world().bob().find("asks for a client secret")).isEmpty();
        }
    }

    @Test
    void what_is_kept_goes_on_where_it_was() {
        List<SeenMessage> seen;
        Secret key;
        KeyUse use;
        try (var house = WorldHost.kept(folder)) {
            house.begin("done");
            seen = lasting(house);
            key = keyOfTheDesk(house);
            signIn(house, key);
            use = house.world().company().entra().signIns(key.keyId());
        }
        try (var house = WorldHost.kept(folder)) {
            var world = house.world();
            assertThat(lasting(house)).isEqualTo(seen);
            assertThat(keyOfTheDesk(house)).isEqualTo(key);
            assertThat(world.company().entra().signIns(key.keyId())).isEqualTo(use);
            assertThat(use.times()).isOne();
            assertThat(signIn(house, key)).isInstanceOf(SignInResult.Accepted.class);
            world.alice().sees("and received").press("Remove this secret");
            world.alice().sees("is being removed");
        }
    }

    @Test
    void a_second_sandbox_in_the_same_folder_changes_nothing_of_the_first() {
        List<SeenMessage> seen;
        try (var house = WorldHost.kept(folder)) {
            assertThatThrownBy(() -> WorldHost.kept(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another sandbox keeps everything in " + folder);
            house.begin("asked");
            seen = lasting(house);
        }
        try (var house = WorldHost.kept(folder)) {
            assertThat(seen).isNotEmpty();
            assertThat(lasting(house)).isEqualTo(seen);
        }
    }

    @Test
    void of_a_sandbox_that_was_killed_stays_what_the_one_before_it_kept(@TempDir Path asIfKilled)
            throws IOException {
        List<SeenMessage> seen;
        try (var house = WorldHost.kept(folder)) {
            house.begin("approved");
            seen = lasting(house);
        }
        try (var house = WorldHost.kept(folder)) {
            house.world().alice().sees("can pick it up").press("Pick up the secret");
            house.hostedWorld().time().pass(Duration.ofDays(2));
            copyAll(folder, asIfKilled);
        }
        try (var house = WorldHost.kept(asIfKilled)) {
            assertThat(lasting(house)).isEqualTo(seen);
            house.world().alice().sees("can pick it up").press("Pick up the secret");
            house.world().alice().seesPrivately("Store it now");
        }
        try (var left = Files.newDirectoryStream(asIfKilled, "run-*")) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void it_can_be_closed_while_its_desk_is_on_its_way_and_begins_nothing_afterwards() {
        var house = new WorldHost(folder);
        assertThat(house.hostedWorld().slack().workspace().channels()).isNotEmpty();
        house.close();

        assertThat(house.hostedWorld().desk().isThere()).isTrue();
        assertThatThrownBy(() -> house.begin("start"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is being closed");
    }

    @Test
    void a_journey_stops_when_its_world_is_about_to_end() {
        try (var house = WorldHost.whereTimeStands(folder)) {
            var time = house.hostedWorld().time();
            time.end();
            var before = time.now();
            time.pass(Duration.ofDays(3000));

            assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofDays(1));
        }
    }

    @Test
    void a_folder_with_something_else_in_its_place_is_named() throws Exception {
        Files.writeString(folder.resolve("sandbox.json"), "{oops");

        assertThatThrownBy(() -> WorldHost.kept(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("sandbox.json is not what a sandbox has kept");
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths.skip(1)::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static Secret keyOfTheDesk(WorldHost house) {
        var company = house.world().company();
        return company.entra().tenant().secretsOf(company.payroll().id()).stream()
                .filter(it -> it.displayName().contains("KD-"))
                .findFirst()
                .orElseThrow();
    }

    private static SignInResult signIn(WorldHost house, Secret key) {
        var company = house.world().company();
        var tenant = company.entra().tenant();
        return company.entra()
                .signIn(tenant.tenantId(), company.payroll().appId(), tenant.valueOf(key.keyId()));
    }

    private static List<SeenMessage> lasting(WorldHost house) {
        var slack = house.world().company().slack();
        var alice = house.world().alice().id();
        return slack.sees(alice, slack.dm(alice)).stream()
                .filter(message -> !message.ephemeral())
                .toList();
    }
}
