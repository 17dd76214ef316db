package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.ApiMethod.ok;
import static dev.keydesk.sandbox.slack.ApiMethod.reading;
import static dev.keydesk.sandbox.slack.ApiMethod.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.slack.RateLimits.Tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods {@code files.*}: the two calls before and after the upload. */
final class FileMethods {
    private static final Optional<String> WRITE = Optional.of("files:write");

    /** Slack accepts a gigabyte; no test needs more than this. */
    private static final int LARGEST = 20_000_000;

    private static final String CHANNEL_ID = "^[CGDZ][A-Z0-9]{8,}$";

    private final SlackState slackState;
    private final Conversations conversations;

    FileMethods(SlackState slackState, Conversations conversations) {
        this.slackState = slackState;
        this.conversations = conversations;
    }

    List<ApiMethod> methods() {
        return List.of(
                reading("files.getUploadURLExternal", WRITE, Tier.TIER_4, this::announce),
                writing("files.completeUploadExternal", WRITE, Tier.TIER_4, this::complete));
    }

    private ObjectNode announce(ApiRequest request) {
        request.require("length", "filename");
        var name = request.required("filename");
        int length = request.number("length", 0);
        if (length <= 0) {
            throw Refused.argument("length must be greater than 0");
        }
        if (length > LARGEST) {
            throw new Refused("file_upload_size_restricted");
        }
        var announced = slackState.uploads.announce(name, length);
        return ok().put("upload_url", slackState.address.get().resolve(announced.path()).toString())
                .put("file_id", announced.id());
    }

    private ObjectNode complete(ApiRequest request) {
        var wanted = wanted(request);
        var rooms = rooms(request);
        var shared = new ArrayList<SharedFile>();
        for (var file : wanted) {
            var id = file.path("id").asText();
            shared.add(slackState.uploads.complete(id, file.path("title").asText(id)));
        }
        for (var room : rooms) {
            slackState.post(
                    new MessageVersion(
                            new MessageKey(room.id(), slackState.timestamps.next()),
                            slackState.workspace.botUser(),
                            request.text("initial_comment").orElse(""),
                            Json.array(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            true,
                            shared));
        }
        var answer = ok();
        var files = answer.putArray("files");
        shared.forEach(file -> files.addObject().put("id", file.id()).put("title", file.title()));
        return answer;
    }

    private static List<JsonNode> wanted(ApiRequest request) {
        var files =
                request.structure("files", "invalid_arguments")
                        .orElseThrow(() -> Refused.argument("missing required field: files"));
        var wanted = new ArrayList<JsonNode>();
        files.forEach(wanted::add);
        if (!files.isArray()
                || wanted.isEmpty()
                || wanted.stream().anyMatch(file -> !Json.has(file, "id"))) {
            throw Refused.argument("files must be an array of objects with an id");
        }
        return wanted;
    }

    /** Channels or people, separated by commas; without any, the file stays with the bot. */
    private List<Channel> rooms(ApiRequest request) {
        request.text("channel_id")
                .filter(id -> !id.matches(CHANNEL_ID))
                .ifPresent(_ -> {
                    var flaw = "input must match regex pattern: " + CHANNEL_ID;
                    throw Refused.argument(new Flaw(flaw, "/channel_id").text());
                });
        var given = request.text("channels").or(() -> request.text("channel_id")).orElse("");
        var rooms = new ArrayList<Channel>();
        for (var id : given.split(",", -1)) {
            if (!id.isBlank()) {
                rooms.add(conversations.forPosting(id.strip()));
            }
        }
        return rooms;
    }
}
