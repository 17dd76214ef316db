package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Files come in three steps, and pictures are fetched before a screen is shown. */
class FilesTest {
    private static final String ANNOUNCE = "files.getUploadURLExternal";
    private static final String COMPLETE = "files.completeUploadExternal";

    private final SlackTestSetup at = new SlackTestSetup();

    FilesTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_file_is_seen_only_after_its_third_step_and_finished_once() {
        var place = at.call(ANNOUNCE, Map.of("filename", "a.csv", "length", "3"));
        var id = place.path("file_id").asText();
        assertThat(complete(id)).isEqualTo("file_not_found");
        bring(place.path("upload_url").asText(), "a,b");
        assertThat(at.slack.sees(at.alice.id(), at.slack.dm(at.alice.id()))).isEmpty();

        assertThat(complete(id)).isEmpty();
        var seen = at.slack.sees(at.alice.id(), at.slack.dm(at.alice.id()));
        assertThat(seen.getFirst().text()).isEqualTo("Here");
        assertThat(seen.getFirst().files())
                .containsExactly(new SharedFile(id, "a.csv", "A", "a,b"));
        assertThat(at.slack.everythingThatStays()).contains("a,b");
        assertThat(complete(id)).isEqualTo("file_not_found");
    }

    @Test
    void what_is_missing_too_large_or_of_another_length_is_refused() {
        assertThat(at.error(ANNOUNCE, Map.of("filename", "a"))).isEqualTo("invalid_arguments");
        assertThat(at.error(ANNOUNCE, Map.of("length", "1"))).isEqualTo("invalid_arguments");
        assertThat(at.error(ANNOUNCE, Map.of("filename", "a", "length", "0")))
                .isEqualTo("invalid_arguments");
        assertThat(at.error(ANNOUNCE, Map.of("filename", "a", "length", "99999999")))
                .isEqualTo("file_upload_size_restricted");
        assertThat(at.error(COMPLETE, Map.of("files", "[]"))).isEqualTo("invalid_arguments");
        assertThat(at.error(COMPLETE, Map.of("files", "[{\"id\":\"F1\"}]")))
                .isEqualTo("file_not_found");

        var place = at.call(ANNOUNCE, Map.of("filename", "a.csv", "length", "3"));
        bring(place.path("upload_url").asText(), "longer");
        assertThat(complete(place.path("file_id").asText())).isEqualTo("file_not_found");
        at.slack.install(Installation.usual().withoutScope("files:write"));
        assertThat(at.error(ANNOUNCE, Map.of("filename", "a", "length", "1")))
                .isEqualTo("missing_scope");
    }

    @Test
    void a_picture_nobody_can_fetch_keeps_the_whole_screen_away() {
        assertThat(publish(at.slack.apiUrl().resolve("/nothing.png").toString()))
                .isEqualTo("invalid_arguments");
        assertThat(at.slack.refusals().getLast().explanation())
                .contains("downloading image failed");
        assertThat(at.slack.home(at.alice.id())).isEmpty();
        // What is beyond this machine cannot be looked at from here.
        assertThat(publish("https://example.com/a.png")).isEmpty();
    }

    private String publish(String address) {
        var block =
                "{\"type\":\"image\",\"image_url\":\"%s\",\"alt_text\":\"a\"}".formatted(address);
        return at.error(
                "views.publish",
                Map.of(
                        "user_id",
                        at.alice.id().value(),
                        "view",
                        "{\"type\":\"home\",\"blocks\":[%s]}".formatted(block)));
    }

    private String complete(String id) {
        return at.error(
                COMPLETE,
                Map.of(
                        "files",
                        "[{\"id\":\"%s\",\"title\":\"A\"}]".formatted(id),
                        "channels",
                        at.alice.id().value(),
                        "initial_comment",
                        "Here"));
    }

    private void bring(String address, String text) {
        at.postJson(URI.create(address), text);
    }
}
