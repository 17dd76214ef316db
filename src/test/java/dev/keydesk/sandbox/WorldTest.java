package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.Settings;
import dev.keydesk.store.Postgres;
import dev.keydesk.store.StoreException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The gateway leads to whichever bots are up; this is asked with a page no bot has. */
class WorldTest {
    private static final int BAD_GATEWAY = 502;

    @TempDir Path folder;

    @Test
    void the_gateways_address_is_the_one_the_bot_gives_people() {
        var given = new ArrayList<Map<String, String>>();
        try (var world = stepped(seen(given))) {
            assertThat(Settings.read(given.getFirst()).web().publicUrl())
                    .contains(world.gateway().address());
        }
    }

    @Test
    void settings_can_be_changed_before_the_bot_reads_them() {
        UnaryOperator<Map<String, String>> elsewhere =
                settings -> {
                    var changed = new HashMap<>(settings);
                    changed.put(
                            "KEYDESK_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("other.db"));
                    return changed;
                };
        try (var world = stepped(elsewhere)) {
            assertThat(world.folder().resolve("other.db")).exists();
            assertThat(world.folder().resolve("keydesk.db")).doesNotExist();
        }
    }

    @Test
    void the_gateway_leads_to_the_bot_before_and_after_a_restart_and_to_nobody_between()
            throws Exception {
        try (var world = World.stepped(folder)) {
            assertThat(status(world)).isNotEqualTo(BAD_GATEWAY);
            var between = new ArrayList<Integer>();
            world.whileDown(() -> between.add(statusOrFail(world)));
            assertThat(between).containsExactly(BAD_GATEWAY);
            assertThat(status(world)).isNotEqualTo(BAD_GATEWAY);
            world.restart();
            assertThat(status(world)).isNotEqualTo(BAD_GATEWAY);
        }
    }

    @Test
    void a_second_node_answers_too_until_it_is_closed() throws Exception {
        try (var world = stepped(Postgres.freshDatabase()::into)) {
            try (var second = world.secondNode()) {
                assertThat(second.bot().port()).isNotEqualTo(world.bot().port());
                world.whileDown(() -> assertThat(statusOrFail(world)).isNotEqualTo(BAD_GATEWAY));
            }
            world.whileDown(() -> assertThat(statusOrFail(world)).isEqualTo(BAD_GATEWAY));
        }
    }

    @Test
    void a_second_node_works_on_the_same_requests_and_draws_other_tickets() {
        try (var world = stepped(Postgres.freshDatabase()::into)) {
            var second = world.secondNode();
            ask(world, "nightly export");
            world.company().slack().deliverTo(slackEventsOf(second));
            ask(world, "weekly export");

            assertThat(second.bot().requests().all()).hasSize(2);
            assertThat(world.bot().requests().all())
                    .extracting(stored -> stored.state().details().ticket())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_second_node_on_the_same_file_is_refused_and_the_first_one_goes_on() {
        try (var world = World.stepped(folder)) {
            assertThatThrownBy(world::secondNode)
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "Another desk already runs on the database %s, and a SQLite file serves one. This one did not start, and nothing was changed. Stop the other one first; for several nodes, use PostgreSQL."
                                    .formatted(folder.resolve("keydesk.db")));
            ask(world);
            assertThat(world.bot().requests().all()).hasSize(1);
        }
    }

    private World stepped(UnaryOperator<Map<String, String>> settings) {
        return World.stepped(folder, UnaryOperator.identity(), UnaryOperator.identity(), settings);
    }

    private static UnaryOperator<Map<String, String>> seen(List<Map<String, String>> given) {
        return settings -> {
            given.add(settings);
            return settings;
        };
    }

    private static URI slackEventsOf(SecondNode node) {
        return URI.create("http://127.0.0.1:%d/slack/events".formatted(node.bot().port()));
    }

    private static void ask(World world) {
        ask(world, "nightly export");
    }

    private static void ask(World world, String description) {
        world.alice()
                .runs("/new-client-secret payroll-api")
                .description(description)
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .submit();
    }

    private static int statusOrFail(World world) {
        try {
            return status(world);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int status(World world) throws Exception {
        var address = URI.create(world.gateway().address() + "/page/nothing");
        HttpResponse<Void> answer =
                world.browsers()
                        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        return answer.statusCode();
    }
}
