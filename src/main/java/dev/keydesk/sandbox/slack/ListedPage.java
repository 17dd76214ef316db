package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A page of a long list, and the cursor of the next one. */
record ListedPage<T>(List<T> items, String next) {
    private static final int USUAL = 100;
    private static final int LONGEST = 1000;

    static <T> ListedPage<T> of(List<T> all, ApiRequest request) {
        int limit = request.number("limit", USUAL);
        if (limit < 1 || limit > LONGEST) {
            throw new Refused("invalid_limit");
        }
        int from = request.text("cursor").map(ListedPage::position).orElse(0);
        if (from > all.size()) {
            throw new Refused("invalid_cursor");
        }
        int to = Math.min(all.size(), from + limit);
        return new ListedPage<>(all.subList(from, to), to == all.size() ? "" : cursor(to));
    }

    void cursorTo(ObjectNode answer) {
        answer.putObject("response_metadata").put("next_cursor", next);
    }

    private static String cursor(int position) {
        byte[] plain = ("next:" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(plain);
    }

    private static int position(String cursor) {
        try {
            byte[] plain = Base64.getDecoder().decode(cursor);
            String text = new String(plain, StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^next:", ""));
        } catch (IllegalArgumentException _) {
            throw new Refused("invalid_cursor");
        }
    }
}
