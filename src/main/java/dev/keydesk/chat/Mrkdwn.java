package dev.keydesk.chat;

import dev.keydesk.config.ControlCharacters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Slack's text markup. Text of other people (names of apps and people, reasons) is escaped here so
 * that it shows the same words and never becomes a mention, a link, a line break or bold text.
 */
public final class Mrkdwn {
    private static final String CUT = "…";

    /** Slack's limit for the name of an emoji. */
    private static final int LONGEST_EMOJI = 100;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Mrkdwn() {}

    /**
     * Escapes a text and puts it on one line, in at most {@code limit} characters as Slack counts
     * them; no entity is cut in half.
     */
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
            // At the beginning of a line, Slack also takes the escaped sign for a quotation.
            case '>' -> at == 0 ? "›" : "&gt;";
            case '*', '_', '~', '`' ->
                    isInsideWord(line, at) ? line.substring(at, at + 1) : like(point);
            case ':' -> mayBoundEmoji(line, at) ? like(point) : ":";
            default -> Character.toString(point);
        };
    }

    /**
     * Slack applies formatting only at the edges of words, and app_names_like_this should stay
     * copyable.
     */
    private static boolean isInsideWord(String line, int at) {
        return at > 0
                && at + 1 < line.length()
                && line.charAt(at) != '`'
                && Character.isLetterOrDigit(line.charAt(at - 1))
                && Character.isLetterOrDigit(line.charAt(at + 1));
    }

    /**
     * Slack shows :tada: as an emoji even inside a word, and Keydesk's own text may go on with a
     * colon after a name. A workspace has emoji of its own, so every possible name counts.
     */
    private static boolean mayBoundEmoji(String line, int colon) {
        int ahead = besideEmoji(line, colon, 1);
        int behind = besideEmoji(line, colon, -1);
        boolean begins = ahead != colon && (ahead == line.length() || line.charAt(ahead) == ':');
        boolean ends = behind != colon && behind >= 0 && line.charAt(behind) == ':';
        return begins || ends;
    }

    /** Returns where a possible emoji name ends; the colon itself if there is none. */
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

    /**
     * Japanese and accented letters count too: Slack allows them in names of a workspace's own
     * emoji.
     */
    private static boolean isOfEmoji(char letter) {
        return Character.isLetterOrDigit(letter)
                || Character.getType(letter) == Character.NON_SPACING_MARK
                || "_'+-＿＋".indexOf(letter) >= 0;
    }

    /**
     * Slack has no escape for its formatting characters, so a similar character takes their place.
     */
    private static String like(int point) {
        return switch (point) {
            case ':' -> "∶";
            case '*' -> "∗";
            case '_' -> "ˍ";
            case '~' -> "∼";
            default -> "ˋ";
        };
    }

    /** Returns a text of other people in a fixed-width font, on one line. */
    public static String code(String foreign) {
        String line = ControlCharacters.replaced(foreign).replace('`', 'ˋ').strip();
        return "`" + (line.isEmpty() ? " " : entities(line)) + "`";
    }

    /**
     * Returns a text of other people as a quotation; its line breaks stay, each line inside the
     * quotation.
     */
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

    /** Returns a moment in each reader's own time zone. */
    public static String date(Instant at) {
        return "<!date^%s^{date_short} {time}|%s>".formatted(at.getEpochSecond(), utc(at));
    }

    static String utc(Instant at) {
        return UTC.format(at);
    }

    /**
     * Returns a text for places without markup, on one line and at most {@code limit} characters
     * long.
     */
    public static String cut(String foreign, int limit) {
        var text = ControlCharacters.replaced(foreign);
        if (text.length() <= limit) {
            return text;
        }
        return head(text, limit - CUT.length()) + CUT;
    }

    /** Never cuts a surrogate pair in half. */
    private static String head(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Cuts Keydesk's own markup without leaving half of a mention, date or entity. */
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
