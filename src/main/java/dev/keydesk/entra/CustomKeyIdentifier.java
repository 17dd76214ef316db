package dev.keydesk.entra;

import dev.keydesk.config.ControlCharacters;

import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The bytes of a credential's {@code customKeyIdentifier}, which Graph shows in Base64. For a
 * certificate they are the thumbprint, unless somebody set others. For a secret from before there
 * were display names they are its name: in UTF-16 if the portal wrote it, in UTF-8 from most
 * scripts.
 *
 * <p>They may be anything. What cannot be read is empty; nothing is thrown.
 */
final class CustomKeyIdentifier {
    /** In characters; Graph accepts 32 bytes today, older values may be longer. */
    private static final int LONGEST = 2048;

    /** In characters: Entra's limit for a display name, and a little more than Keydesk shows. */
    private static final int LONGEST_NAME = 120;

    private static final int SHA_1 = 20;
    private static final int SHA_256 = 32;

    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})");

    private static final Set<UnicodeScript> WITH_EVERY_OTHER =
            EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.LATIN);

    private static final Set<UnicodeScript> JAPANESE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private CustomKeyIdentifier() {}

    /** Returns the name of a secret on one line; empty if the bytes are not text. */
    static Optional<String> secretName(String inBase64) {
        return bytes(inBase64).flatMap(CustomKeyIdentifier::text);
    }

    /** Returns the thumbprint in upper case, or the text that somebody set instead. */
    static Optional<String> certificateName(String inBase64) {
        // Some of Graph's answers have the thumbprint in hexadecimal digits, which are valid Base64
        // too.
        if (HEX.matcher(inBase64).matches()) {
            return Optional.of(inBase64.toUpperCase(Locale.ROOT));
        }
        return bytes(inBase64)
                .flatMap(bytes ->
                        bytes.length == SHA_1 || bytes.length == SHA_256
                                ? Optional.of(HexFormat.of().withUpperCase().formatHex(bytes))
                                : text(bytes).map(CustomKeyIdentifier::capitalsIfHex));
    }

    private static String capitalsIfHex(String text) {
        return HEX.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static Optional<byte[]> bytes(String inBase64) {
        if (inBase64.isEmpty() || inBase64.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(inBase64));
        } catch (IllegalArgumentException otherwise) {
            return Optional.empty();
        }
    }

    /**
     * Bytes that are valid UTF-8 without control characters are taken as UTF-8; in UTF-16 every
     * second byte is often a control character.
     */
    private static Optional<String> text(byte[] bytes) {
        var utf8 = decoded(bytes, StandardCharsets.UTF_8);
        if (utf8.filter(text -> !ControlCharacters.areIn(text)).isPresent()) {
            return utf8.flatMap(CustomKeyIdentifier::name);
        }
        return decoded(bytes, StandardCharsets.UTF_16LE)
                .filter(text -> text.indexOf('\0') < 0)
                .flatMap(CustomKeyIdentifier::name)
                .or(() ->
                        utf8.filter(text -> text.indexOf('\0') < 0)
                                .flatMap(CustomKeyIdentifier::name));
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException otherwise) {
            return Optional.empty();
        }
    }

    /** Returns the text on one line and cut, if it may be a name that somebody wrote. */
    private static Optional<String> name(String text) {
        var name = ControlCharacters.replaced(text).strip();
        return !name.isEmpty() && isWritten(name) ? Optional.of(cut(name)) : Optional.empty();
    }

    /** Random bytes are often valid UTF-16, but with scripts that nobody mixes. */
    private static boolean isWritten(String name) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        boolean allAssigned =
                name.codePoints()
                        .allMatch(point ->
                                Character.isDefined(point)
                                        && Character.getType(point) != Character.PRIVATE_USE);
        scripts.removeAll(WITH_EVERY_OTHER);
        return allAssigned && (scripts.size() <= 1 || JAPANESE.containsAll(scripts));
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        boolean isBetweenHalves = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return name.substring(0, isBetweenHalves ? LONGEST_NAME - 1 : LONGEST_NAME);
    }
}
