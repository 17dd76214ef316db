package dev.keydesk.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page of a one-time link in somebody's browser: what it sends, and that it got something. */
final class PageActor {
    private final Schedule schedule;
    private final String whose;
    private final URI page;
    private final String token;

    PageActor(Schedule schedule, String whose, String url) {
        this.schedule = schedule;
        this.whose = whose;
        int sign = url.indexOf('#');
        this.page = URI.create(url.substring(0, sign));
        // "c." or "o." says what the page asks for, and the rest is the token.
        this.token = url.substring(sign + 3);
    }

    void enter(String code) {
        say("pick-up", code, true);
    }

    /** By somebody who has the link, but not what Slack shows beside it. */
    void guess() {
        say("pick-up", "000000", false);
    }

    /**
     * What a button of the page sends.
     *
     * @param mayShow whether this is the very code, so that the answer may hold the value
     */
    void say(String deed, String code, boolean mayShow) {
        schedule.note(whose + " at the page: " + deed);
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("do", deed)
                        .put("token", token)
                        .put("code", code);
        var origin = page.resolve("/").toString().replaceFirst("/$", "");
        schedule.toThePage(
                page.getPath().replaceFirst("^/pick-up", ""),
                Map.of("Content-Type", "application/json", "Origin", origin),
                body.toString().getBytes(StandardCharsets.UTF_8),
                mayShow);
    }
}
