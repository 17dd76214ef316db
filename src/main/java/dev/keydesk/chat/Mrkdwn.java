package dev.keydesk.chat;

import dev.keydesk.config.ControlCharacters;

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

    /** Slack lets nobody call an emoji by a longer name. */
    private static final int LONGEST_EMOJI = 100;

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
        String line = ControlCharacters.replaced(foreign);
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
            // At the beginning of a line Slack takes the escaped sign for a quotation as well.
            case '>' -> at == 0 ? "›" : "&gt;";
            case '*', '_', '~', '`' ->
                    isInsideWord(line, at) ? line.substring(at, at + 1) : like(point);
            case ':' -> mayBoundEmoji(line, at) ? like(point) : ":";
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

    /**
     * Slack draws :tada: as a picture, also amid a word, and where a name ends ours may go on with
     * a colon. Which names there are is the workspace's own affair, so any that could be one
     * counts.
     */
    private static boolean mayBoundEmoji(String line, int colon) {
        int ahead = besideEmoji(line, colon, 1);
        int behind = besideEmoji(line, colon, -1);
        boolean begins = ahead != colon && (ahead == line.length() || line.charAt(ahead) == ':');
        boolean ends = behind != colon && behind >= 0 && line.charAt(behind) == ':';
        return begins || ends;
    }

    /** Where what may be the name of an emoji stops; the colon itself if there is none. */
    private static int besideEmoji(String line, int colon, int step) {
        int at = colon + step;
        while (isWithin(line, at)
                && Math.abs(at - colon) <= LONGEST_EMOJI
                && isOfEmoji(line.charAt(at))) {
            at += step;
        }
        return at == colon + step ? colon : at;
    }

    private static boolean isWithin(String line, int at) {
        return 0 <= at && at < line.length();
    }

    /** Japanese and accented letters too: Slack takes them in names of a workspace's own emoji. */
    private static boolean isOfEmoji(char letter) {
        return Character.isLetterOrDigit(letter)
                || Character.getType(letter) == Character.NON_SPACING_MARK
                || "_'+-＿＋".indexOf(letter) >= 0;
    }

    /** Slack knows no escape for its formatting characters, so a look-alike stands in. */
    private static String like(int point) {
        return switch (point) {
            case ':' -> "∶";
            case '*' -> "∗";
            case '_' -> "ˍ";
            case '~' -> "∼";
            default -> "ˋ";
        };
    }

    /** A foreign string in fixed width. */
    public static String code(String foreign) {
        String line = ControlCharacters.replaced(foreign).replace('`', 'ˋ').strip();
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
        return "<!date^%s^{date_short} {time}|%s>".formatted(at.getEpochSecond(), UTC.format(at));
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

    /** For plain text, where nothing needs escaping; it comes out on one line. */
    public static String cut(String foreign, int limit) {
        var text = ControlCharacters.replaced(foreign);
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
}
