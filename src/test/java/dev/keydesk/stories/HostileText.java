package dev.keydesk.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names that act wherever they are not made harmless, and the judge who finds them acting. The
 * judge knows Slack's rules, and nothing of the code that escapes.
 */
final class HostileText {
    /** All kinds within forty characters, because some places show no more of a name. */
    private static final String CORE = "=<!here>*HB*:hj:\u202E\u200B\nHL ";

    private static final String MORE =
            " _HI_ ~HS~ `HC` <https://evil.example|HK> <@UEVIL> <#CEVIL|HN> <!subteam^SEVIL>"
                + " <!date^1^x^https://evil.example|HD> @channel\u2028\u2029\u0085\u001B[2J\u0007\r"
                + "\t;=HF;＝HF|@HF\t-HF\u2066\u061C\u00AD\uFEFF\uDC00x";

    /** What the form for a request takes: one line of sixty characters. */
    static final String DESCRIPTION = "=<!here>*HB*:hj:<@UEVIL>;=HF nightly _HI_ ~HS~ `HC`";

    private static final Set<String> NEVER =
            Set.of("<!", "*HB*", ":hj:", "_HI_", "~HS~", "`HC`", "<@UEVIL", "<#CEVIL", "<https:");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TOKEN = Pattern.compile("<([^<>]*)>");
    private static final Pattern DATE = Pattern.compile("!date\\^\\d+\\^[^|^]*\\|[^|]*");
    private static final String INVISIBLE = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";
    private static final Pattern IN_A_LINE = Pattern.compile(INVISIBLE);
    private static final Pattern IN_LINES =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]]");

    private final Workspace workspace;
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> actions = new TreeSet<>();
    private final StringBuilder seen = new StringBuilder();

    HostileText(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A name with this word in it, 256 characters long, which is what Entra takes. */
    static String name(String word) {
        var name = CORE + word + MORE;
        return name + "W".repeat(256 - name.length());
    }

    /** A text of several lines, as long as reasons may be. */
    static String reason(String word) {
        return name(word) + "\nHL second\n" + CORE.strip();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The action ids and callback ids of all that was judged. */
    Set<String> actions() {
        return Set.copyOf(actions);
    }

    /** Everything that was judged, end to end. */
    String seen() {
        return seen.toString();
    }

    /** All that the desk sent to one of Slack's methods, or answered to Slack. */
    void judge(String where, JsonNode sent) {
        switch (sent.path("type").asText()) {
            case "mrkdwn" -> {
                markup(where, sent.path("text").asText());
                expect(where, sent.path("verbatim").asBoolean(), "bare words are linked");
            }
            case "plain_text" ->
                    expect(where, !sent.path("emoji").asBoolean(true), "codes of emoji are drawn");
            default -> {}
        }
        for (var named : sent.properties()) {
            judge(where, named.getKey(), named.getValue());
        }
        sent.elements()
                .forEachRemaining(child -> {
                    if (sent.isArray()) {
                        judge(where, child);
                    }
                });
    }

    private void judge(String where, String name, JsonNode value) {
        if (!value.isTextual()) {
            judge(where, value);
            return;
        }
        var text = value.asText();
        if (name.equals("action_id") || name.equals("callback_id")) {
            actions.add(text);
        }
        if ((name.equals("blocks") || name.equals("view")) && text.length() > 2) {
            judge(where, json(text));
            return;
        }
        lines(where, text);
    }

    /** The text on top of a message, or a private answer: markup without any object around it. */
    void markup(String where, String text) {
        seen.append(text).append('\n');
        lines(where, text);
        for (var found : TOKEN.matcher(text).results().toList()) {
            expect(where, isOurs(found.group(1)), "acts: " + found.group());
        }
        var rest = TOKEN.matcher(text).replaceAll("");
        for (var never : NEVER) {
            expect(where, !rest.contains(never), "acts: " + never);
        }
        for (var line : text.split("\n", -1)) {
            expect(where, !line.strip().startsWith("HL"), "begins a line of its own");
            expect(where, !line.startsWith("&gt;"), "begins a quotation");
        }
    }

    private boolean isOurs(String token) {
        // Everybody in a channel hears of the desk's own key; no hostile name says so.
        return token.equals("!channel")
                || isAfter(token, "@", id -> workspace.member(new UserId(id)).isPresent())
                || isAfter(token, "#", id -> workspace.channel(new ChannelId(id)).isPresent())
                || isAfter(
                        token, "!subteam^", id -> workspace.group(new UserGroupId(id)).isPresent())
                || DATE.matcher(token).matches();
    }

    private static boolean isAfter(String token, String sign, Predicate<String> isKnown) {
        return token.startsWith(sign) && isKnown.test(token.substring(sign.length()));
    }

    private void lines(String where, String text) {
        var found = IN_LINES.matcher(text);
        if (found.find()) {
            fault(where, "steers: U+%04X in %s".formatted(text.codePointAt(found.start()), text));
        }
    }

    /** One line of a log or a terminal. */
    void line(String where, String text) {
        seen.append(text).append('\n');
        expect(where, !IN_A_LINE.matcher(text).find(), "steers: " + text);
        expect(where, !text.strip().startsWith("HL"), "begins a line of its own: " + text);
    }

    /** What the page behind a link is told; it shows words as text, and nothing else. */
    void page(String where, JsonNode answer) {
        for (var field : answer.properties()) {
            var text = field.getValue().asText();
            seen.append(text).append('\n');
            expect(where, !IN_A_LINE.matcher(text).find(), "steers: " + text);
        }
    }

    /** A file for spreadsheets, as those read it that split at other signs and know no quotes. */
    void csv(String where, String text) {
        seen.append(text).append('\n');
        var rows = text.substring(1).split("\r\n", -1);
        for (var row : rows) {
            expect(where, !IN_A_LINE.matcher(row).find(), "steers: " + row);
            for (var splitter : List.of(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", ";", "\t", "\\|")) {
                for (var cell : row.split(splitter, -1)) {
                    var bare = cell.replaceFirst("^[\"\\s\\p{Z}]+", "");
                    boolean formula = bare.matches("(?s)[=+\\-@＝＋－＠].*");
                    expect(where, !formula || bare.matches("-?\\d+"), "a formula: " + cell);
                }
            }
        }
    }

    private void expect(String where, boolean fine, String otherwise) {
        if (!fine) {
            fault(where, otherwise);
        }
    }

    private void fault(String where, String what) {
        var all = "%s: %s".formatted(where, what.replaceAll(INVISIBLE, "�"));
        faults.add(all.substring(0, Math.min(all.length(), 400)));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    static List<String> linesOf(String printed) {
        return new ArrayList<>(List.of(printed.split("\n", -1)));
    }
}
