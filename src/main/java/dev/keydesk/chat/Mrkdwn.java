package dev.keydesk.chat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Slack's text markup. What others wrote (names of apps and people, reasons) goes through here and
 * comes out as the same words: never a mention, a link, a new line, or bold by accident.
 */
public final class Mrkdwn {
    private static final String CUT = "…";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Mrkdwn() {}

    /** The words of a foreign string, on one line. */
    public static String escape(String foreign) {
        return escape(foreign, Integer.MAX_VALUE);
    }

    /** The same in at most so many characters as Slack counts them, never cutting an entity. */
    public static String escape(String foreign, int limit) {
        var text = new StringBuilder();
        String line = oneLine(foreign);
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            String shown = shown(line, i, point);
            i += Character.charCount(point);
            int room = i < line.length() ? limit - CUT.length() : limit;
            if (text.length() + shown.length() > room) {
                return text.append(CUT).toString();
            }
            text.append(shown);
        }
        return text.toString();
    }

    private static String shown(String line, int at, int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '*', '_', '~', '`' ->
                    isInsideWord(line, at) ? line.substring(at, at + 1) : like(point);
            default -> Character.toString(point);
        };
    }

    /** Slack formats at the edges of words only, and app_names_like_this should stay copyable. */
    private static boolean isInsideWord(String line, int at) {
        return at > 0
                && at + 1 < line.length()
                && line.charAt(at) != '`'
                && Character.isLetterOrDigit(line.charAt(at - 1))
                && Character.isLetterOrDigit(line.charAt(at + 1));
    }

    /** Slack knows no escape for its formatting characters, so a look-alike stands in. */
    private static String like(int point) {
        return switch (point) {
            case '*' -> "∗";
            case '_' -> "ˍ";
            case '~' -> "∼";
            default -> "ˋ";
        };
    }

    /** A foreign string in fixed width. */
    public static String code(String foreign) {
        String line = oneLine(foreign).replace('`', 'ˋ').strip();
        return "`" + (line.isEmpty() ? " " : entities(line)) + "`";
    }

    /** A foreign text as a quotation; its lines stay lines, each within the quotation. */
    public static String quote(String foreign, int limit) {
        var quoted = new StringBuilder();
        for (String line : foreign.strip().split("\\R", -1)) {
            int room = limit - quoted.length() - 3;
            if (room < 2) {
                break;
            }
            quoted.append(quoted.isEmpty() ? "> " : "\n> ").append(escape(line, room));
        }
        return quoted.toString();
    }

    /** A moment in each reader's own time zone. */
    public static String date(Instant at) {
        return "<!date^%d^{date_short} {time}|%s>".formatted(at.getEpochSecond(), UTC.format(at));
    }

    /**
     * Our own sentences where Slack does not draw them: dates as in UTC, people as "somebody in
     * Slack", because a page may be seen by others.
     */
    public static String plain(String markup) {
        return markup.replaceAll("<!date\\^[^|>]*\\|([^>]*)>", "$1")
                .replaceAll("<[@#!][^>]*>", "somebody in Slack")
                .replaceAll("[*`]", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** For plain text, where nothing needs escaping. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return head(text, limit - CUT.length()) + CUT;
    }

    /** Never half of a character outside the basic plane. */
    private static String head(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** For markup of ours that grew too long: no mention, date or entity is left half. */
    static String cutMarkup(String markup, int limit) {
        if (markup.length() <= limit) {
            return markup;
        }
        String start = head(markup, limit - CUT.length());
        int open = start.lastIndexOf('<');
        if (open > start.lastIndexOf('>')) {
            start = start.substring(0, open);
        }
        int entity = start.lastIndexOf('&');
        if (entity > start.lastIndexOf(';')) {
            start = start.substring(0, entity);
        }
        return start + CUT;
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Line ends, other control characters, and marks that turn the direction of writing. */
    private static String oneLine(String foreign) {
        return foreign.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }
}
