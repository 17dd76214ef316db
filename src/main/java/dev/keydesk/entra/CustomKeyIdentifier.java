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
 * The bytes of a credential's {@code customKeyIdentifier}, which Graph shows in Base64. On a
 * certificate they are the thumbprint, unless somebody gave others. On a secret from before there
 * were display names they are the name that somebody gave it: in UTF-16 where the portal wrote it,
 * in UTF-8 where most scripts did.
 *
 * <p>They may be anything. What cannot be read is empty; nothing is thrown.
 */
final class CustomKeyIdentifier {
    /** In characters; Graph takes 32 bytes today, older ones may have more. */
    private static final int LONGEST = 2048;

    /** In characters, as long as Entra lets a display name be, and a little more than we show. */
    private static final int LONGEST_NAME = 120;

    private static final int SHA_1 = 20;
    private static final int SHA_256 = 32;

    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})");

    private static final Set<UnicodeScript> WITH_EVERY_OTHER =
            EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.LATIN);

    private static final Set<UnicodeScript> JAPANESE =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private CustomKeyIdentifier() {}

    /** What a secret is called by it, on one line. */
    static Optional<String> secretName(String inBase64) {
        return bytes(inBase64).flatMap(CustomKeyIdentifier::text);
    }

    /** The thumbprint in capital letters; what somebody gave instead of it, if it is a text. */
    static Optional<String> certificateName(String inBase64) {
        // Some of Graph's answers have the thumbprint in letters, which are valid Base64 too.
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

    /** What is UTF-8 without a control character is that; every second byte of UTF-16 often is. */
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

    /** On one line and short, if somebody may have written it. */
    private static Optional<String> name(String text) {
        var name = ControlCharacters.replaced(text).strip();
        return !name.isEmpty() && isWritten(name) ? Optional.of(cut(name)) : Optional.empty();
    }

    /** Bytes by chance are UTF-16 often enough, but from scripts that nobody mixes. */
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
