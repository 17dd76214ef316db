package dev.keydesk.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.slack.api.bolt.request.RequestType;

import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.UserId;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What the gate must know about a request from Slack before it is accepted: its kind, its sender,
 * and how to answer. It does not print the payload.
 *
 * @param payload the JSON inside, or the form itself for a command
 * @param firstInput block id of the first field of a submitted modal, where an error can be shown
 */
record GateDelivery(
        Kind kind,
        String payload,
        Home home,
        Optional<String> appId,
        Optional<UserId> user,
        Optional<String> responseUrl,
        Optional<String> firstInput) {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Pattern SHORT = Pattern.compile("[^\\x00]{1,255}");

    enum Kind {
        COMMAND(RequestType.Command),
        CLICK(RequestType.BlockAction),
        SUGGESTION(RequestType.BlockSuggestion),
        SHORTCUT(RequestType.GlobalShortcut),
        SUBMISSION(RequestType.ViewSubmission),
        CLOSED(RequestType.ViewClosed),
        EVENT(RequestType.Event),
        URL_VERIFICATION(RequestType.UrlVerification),
        SSL_CHECK,
        /** A kind that Keydesk does not use, such as a message shortcut. */
        OTHER;

        private final Optional<RequestType> ofBolt;

        Kind(RequestType ofBolt) {
            this.ofBolt = Optional.of(ofBolt);
        }

        Kind() {
            this.ofBolt = Optional.empty();
        }

        /** Returns Bolt's name of the kind; empty for kinds that do not go to Bolt. */
        Optional<RequestType> ofBolt() {
            return ofBolt;
        }
    }

    /**
     * The request is not what Slack sends. It has no message, so that no body can get into a log.
     */
    static final class Malformed extends Exception {
        Malformed() {
            super("not a delivery of Slack", null, false, false);
        }
    }

    /** The workspace and organisation of the person who caused the request. */
    record Home(Optional<String> userTeam, Optional<String> team, Optional<String> enterprise) {

        /**
         * On Enterprise Grid a colleague may be in another workspace of the organisation. The
         * organisation counts only if it is the person's, not that of the channel: in a channel
         * shared with another company the two differ.
         */
        boolean isOurs(SlackIdentity us) {
            var home = userTeam.or(() -> team);
            if (home.filter(us.teamId()::equals).isPresent()
                    || (home.isPresent() && home.equals(us.enterpriseId()))) {
                return true;
            }
            boolean enterpriseOfPerson =
                    userTeam.isEmpty() || team.isEmpty() || userTeam.equals(team);
            return enterpriseOfPerson
                    && enterprise.isPresent()
                    && enterprise.equals(us.enterpriseId());
        }
    }

    boolean isFor(SlackIdentity us) {
        boolean otherApp = appId.isPresent() && us.appId().isPresent() && !appId.equals(us.appId());
        return !otherApp && home.isOurs(us);
    }

    static GateDelivery read(String body) throws Malformed {
        if (body.stripLeading().startsWith("{")) {
            return ofEvent(body);
        }
        var form = form(body);
        var payload = form.get("payload");
        if (payload != null) {
            return ofInteraction(payload);
        }
        if (given(form, "command").isPresent()) {
            return ofCommand(form, body);
        }
        if ("1".equals(form.get("ssl_check"))) {
            return ofKind(Kind.SSL_CHECK, body);
        }
        throw new Malformed();
    }

    private static GateDelivery ofCommand(Map<String, String> form, String body) throws Malformed {
        if (form.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new Malformed();
        }
        expect(given(form, "user_id").filter(GateDelivery::isId).isPresent());
        expect(given(form, "trigger_id").filter(GateDelivery::isShort).isPresent());
        return new GateDelivery(
                Kind.COMMAND,
                body,
                new Home(Optional.empty(), given(form, "team_id"), given(form, "enterprise_id")),
                given(form, "api_app_id"),
                given(form, "user_id").map(UserId::new),
                given(form, "response_url"),
                Optional.empty());
    }

    private static GateDelivery ofInteraction(String json) throws Malformed {
        var payload = json(json);
        var kind = interaction(text(payload, "/type").orElseThrow(Malformed::new));
        expectWhatHandlersNeed(kind, payload);
        return new GateDelivery(
                kind,
                json,
                new Home(
                        text(payload, "/user/team_id"),
                        text(payload, "/team/id"),
                        text(payload, "/enterprise/id")
                                .or(() -> text(payload, "/team/enterprise_id"))),
                text(payload, "/api_app_id"),
                text(payload, "/user/id").map(UserId::new),
                text(payload, "/response_url"),
                firstInput(payload));
    }

    private static Kind interaction(String type) {
        return switch (type) {
            case "block_actions" -> Kind.CLICK;
            case "block_suggestion" -> Kind.SUGGESTION;
            case "shortcut" -> Kind.SHORTCUT;
            case "view_submission" -> Kind.SUBMISSION;
            case "view_closed" -> Kind.CLOSED;
            default -> Kind.OTHER;
        };
    }

    /**
     * Slack always sends these fields. Handlers rely on them, so a request without them does not
     * reach one.
     */
    private static void expectWhatHandlersNeed(Kind kind, JsonNode payload) throws Malformed {
        if (kind != Kind.OTHER) {
            expectId(payload, "/user/id");
        }
        switch (kind) {
            case CLICK -> {
                expect(!payload.path("actions").isEmpty());
                for (var action : payload.path("actions")) {
                    expectShort(action, "/action_id");
                }
                expectPlace(payload);
            }
            case SUGGESTION -> {
                expectShort(payload, "/action_id");
                expectPlace(payload);
            }
            case SHORTCUT -> {
                expectShort(payload, "/callback_id");
                expectShort(payload, "/trigger_id");
            }
            case SUBMISSION, CLOSED -> expectView(payload);
            case COMMAND, EVENT, URL_VERIFICATION, SSL_CHECK, OTHER -> {}
        }
    }

    /** Requires a form or the Home tab, or else a message in a channel. */
    private static void expectPlace(JsonNode payload) throws Malformed {
        if (text(payload, "/container/type").filter("view"::equals).isPresent()
                || payload.path("view").isObject()) {
            expectView(payload);
        } else {
            expectId(payload, "/channel/id");
        }
    }

    private static void expectView(JsonNode payload) throws Malformed {
        expectShort(payload, "/view/id");
        var state = payload.at("/view/state");
        expect(state.isMissingNode() || state.isNull() || state.isObject());
    }

    private static void expectId(JsonNode payload, String pointer) throws Malformed {
        expect(text(payload, pointer).filter(GateDelivery::isId).isPresent());
    }

    private static void expectShort(JsonNode payload, String pointer) throws Malformed {
        expect(text(payload, pointer).filter(GateDelivery::isShort).isPresent());
    }

    private static void expect(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }

    /**
     * Returns whether the text has the form of an id of Slack, which is letters and digits only.
     */
    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Returns whether a name fits into a row; 255 characters are the most that Slack accepts from
     * an app.
     */
    private static boolean isShort(String text) {
        return SHORT.matcher(text).matches();
    }

    private static Optional<String> firstInput(JsonNode payload) {
        return StreamSupport.stream(payload.at("/view/blocks").spliterator(), false)
                .filter(block -> text(block, "/type").equals(Optional.of("input")))
                .flatMap(block -> text(block, "/block_id").stream())
                .findFirst();
    }

    private static GateDelivery ofEvent(String json) throws Malformed {
        var payload = json(json);
        return switch (text(payload, "/type").orElseThrow(Malformed::new)) {
            case "url_verification" -> ofKind(Kind.URL_VERIFICATION, json);
            case "event_callback" -> {
                expectShort(payload, "/event/type");
                expectShort(payload, "/event_id");
                if (payload.at("/event/type").textValue().equals("app_home_opened")) {
                    expectId(payload, "/event/user");
                }
                yield new GateDelivery(
                        Kind.EVENT,
                        json,
                        eventHome(payload),
                        text(payload, "/api_app_id"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            }
            default -> ofKind(Kind.OTHER, json);
        };
    }

    /**
     * In a shared channel the outer team may be the other company's; the bot's is the authorized
     * one.
     */
    private static Home eventHome(JsonNode payload) {
        var authorised = payload.at("/authorizations/0");
        var of = authorised.isObject() ? authorised : payload;
        return new Home(Optional.empty(), text(of, "/team_id"), text(of, "/enterprise_id"));
    }

    private static GateDelivery ofKind(Kind kind, String payload) {
        return new GateDelivery(
                kind,
                payload,
                new Home(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static JsonNode json(String text) throws Malformed {
        try {
            var node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the payload, so it is dropped here.
        }
        throw new Malformed();
    }

    /**
     * Refuses a repeated name, because another reader may take the last value instead of the first.
     */
    private static Map<String, String> form(String body) throws Malformed {
        var form = new HashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                var before =
                        form.put(
                                decoded(pair.substring(0, equals)),
                                decoded(pair.substring(equals + 1)));
                expect(before == null);
            }
        }
        return form;
    }

    private static String decoded(String text) throws Malformed {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    private static Optional<String> given(Map<String, String> form, String name) {
        return Optional.ofNullable(form.get(name)).filter(value -> !value.isBlank());
    }

    private static Optional<String> text(JsonNode node, String pointer) {
        var found = node.at(pointer);
        return found.isTextual()
                ? Optional.of(found.textValue()).filter(value -> !value.isBlank())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Delivery(" + kind + ")";
    }
}
