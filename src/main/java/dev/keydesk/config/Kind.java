package dev.keydesk.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The form that the value of a setting must have.
 *
 * <p>A complaint follows the name of the setting and says what to write instead. It never repeats
 * the value, unless that is the name of an existing file: people paste a secret into the wrong
 * line, and complaints end up in logs.
 */
enum Kind {
    BOT_TOKEN,
    SIGNING_SECRET,
    CLIENT_SECRET,
    ANY_SECRET,
    GUID,
    ADDRESS,
    HTTPS_ADDRESS,
    DATABASE,
    EXISTING_FILE,
    FILE_OF_THE_PLATFORM,
    SIGN_IN_CERTIFICATE,
    ANY_NAME,
    PATH,
    PROXY,
    HOSTS,
    PORT,
    ADDRESS_RANGES,
    YES_OR_NO;

    private static final Pattern GUID_FORM =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String SQLITE_EXAMPLE =
            " Write jdbc:sqlite: and a file, such as jdbc:sqlite:keydesk.db.";

    private static final String NOT_THERE_YET =
            "names a file that is not there yet. The platform writes it, perhaps in a moment; if it"
                    + " does not come, correct the path.";

    /**
     * Returns whether the problem with this value may go away by itself, such as a file that the
     * platform has not written yet.
     */
    boolean mayPass(String value) {
        return this == FILE_OF_THE_PLATFORM && isNotThereYet(value);
    }

    boolean isSecret() {
        return switch (this) {
            case BOT_TOKEN, SIGNING_SECRET, CLIENT_SECRET, ANY_SECRET -> true;
            case GUID,
                    ADDRESS,
                    HTTPS_ADDRESS,
                    DATABASE,
                    EXISTING_FILE,
                    FILE_OF_THE_PLATFORM,
                    SIGN_IN_CERTIFICATE,
                    ANY_NAME,
                    PATH,
                    PROXY,
                    HOSTS,
                    PORT,
                    ADDRESS_RANGES,
                    YES_OR_NO ->
                    false;
        };
    }

    /** Returns what may be shown of a valid value; the login is taken out of a proxy's address. */
    String shown(String value) {
        if (this == PROXY) {
            return ProxyAddress.of(value).map(Settings.Proxy::shown).orElse("(hidden)");
        }
        return isSecret() ? "(hidden)" : value;
    }

    Optional<String> complaintAbout(String value) {
        // The list is written for all programs, and those ignore spaces between hosts.
        return this == HOSTS
                ? Optional.empty()
                : StrayCharacters.complaint(value).or(() -> complaintAboutForm(value));
    }

    private Optional<String> complaintAboutForm(String value) {
        return switch (this) {
            case BOT_TOKEN -> botToken(value);
            case SIGNING_SECRET -> signingSecret(value);
            case CLIENT_SECRET -> clientSecret(value);
            case GUID -> guid(value);
            case ADDRESS -> address(value);
            case HTTPS_ADDRESS -> httpsAddress(value);
            case DATABASE -> database(value);
            case EXISTING_FILE -> existingFile(value);
            case FILE_OF_THE_PLATFORM ->
                    isNotThereYet(value) ? Optional.of(NOT_THERE_YET) : existingFile(value);
            case SIGN_IN_CERTIFICATE ->
                    existingFile(value).or(() -> CertificateFile.complaintAbout(Path.of(value)));
            case PORT -> port(value);
            case ADDRESS_RANGES -> addressRanges(value);
            case YES_OR_NO -> yesOrNo(value);
            case PROXY -> ProxyAddress.complaintAbout(value);
            case ANY_SECRET, ANY_NAME, PATH, HOSTS -> Optional.empty();
        };
    }

    static boolean isGuid(String text) {
        return GUID_FORM.matcher(text).matches();
    }

    private static Optional<String> botToken(String value) {
        if (value.startsWith("xoxe.") || value.startsWith("xoxe-")) {
            // Such a token expires after twelve hours:
            // https://docs.slack.dev/authentication/using-token-rotation
            return Optional.of(
                    "is a rotating token, which expires after hours, and Keydesk does not renew it."
                            + " Slack does not switch token rotation off again: make the Slack app"
                            + " again from this version's manifest.yml, which leaves it off.");
        }
        return unless(
                value.matches("xoxb-[A-Za-z0-9-]+"),
                "is not a bot token, which starts with xoxb-.");
    }

    private static Optional<String> signingSecret(String value) {
        // Slack's signing secrets have 32 characters. Bolt accepts any text, and with a blank or
        // guessable secret it would accept requests from anybody.
        return unless(
                value.length() >= 16 && !value.startsWith("xox") && !value.startsWith("xapp-"),
                "is not a signing secret of Slack, which is a line of 32 letters and digits.");
    }

    private static Optional<String> clientSecret(String value) {
        return unless(
                !isGuid(value),
                "is the ID of a client secret. Copy its \"Value\" instead; Entra shows it only"
                        + " once.");
    }

    private static Optional<String> guid(String value) {
        return unless(isGuid(value), "is not an id such as 00000000-0000-0000-0000-000000000000.");
    }

    private static Optional<String> address(String value) {
        return webAddress(
                value,
                address -> address.isEncrypted() || address.isOnThisMachine(),
                "must begin with https. Only localhost, 127.0.0.1 and [::1] may be http.");
    }

    private static Optional<String> httpsAddress(String value) {
        return webAddress(
                value,
                WebAddress::isEncrypted,
                "must begin with https; Microsoft's library takes nothing else.");
    }

    private static Optional<String> webAddress(
            String value, Predicate<WebAddress> accepts, String complaint) {
        return WebAddress.of(value)
                .map(address -> unless(accepts.test(address), complaint))
                .orElse(
                        Optional.of(
                                "is not a web address. Write it like https://example.com/path,"
                                        + " without a user name, a ? or a #."));
    }

    private static Optional<String> database(String value) {
        if (value.startsWith("jdbc:postgres") || value.startsWith("postgres")) {
            return PostgresAddress.complaintAbout(value);
        }
        if (!value.startsWith(SQLITE)) {
            return Optional.of(
                    "is not a database Keydesk knows."
                            + SQLITE_EXAMPLE
                            + " For PostgreSQL, write "
                            + PostgresAddress.EXAMPLE
                            + ".");
        }
        String file = value.substring(SQLITE.length());
        if (file.contains("?")) {
            return Optional.of(
                    "has options after a ?, and Keydesk sets SQLite's options itself."
                            + SQLITE_EXAMPLE);
        }
        return unless(
                !file.isBlank() && !file.startsWith(":") && !file.contains(":memory:"),
                "names no file, so a restart would lose every request." + SQLITE_EXAMPLE);
    }

    private static Optional<String> existingFile(String value) {
        return unless(
                isReadableFile(value),
                "names a file that is not there or that Keydesk may not read. A relative path"
                        + " starts in the folder Keydesk was started in.");
    }

    private static boolean isNotThereYet(String value) {
        try {
            return Files.notExists(Path.of(value));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static boolean isReadableFile(String value) {
        try {
            var path = Path.of(value);
            return Files.isRegularFile(path) && Files.isReadable(path);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static Optional<String> port(String value) {
        return unless(
                value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535,
                "is not a port. Write a whole number from 1 to 65535, or 0 for any free port.");
    }

    private static Optional<String> addressRanges(String value) {
        return unless(
                TrustedProxies.read(value).isPresent(),
                "is not a list of addresses. Write addresses and ranges with commas between, such"
                        + " as 10.0.0.0/8,192.0.2.7; a name is not an address.");
    }

    private static Optional<String> yesOrNo(String value) {
        return unless(Set.of("yes", "no").contains(value), "is neither yes nor no.");
    }

    private static Optional<String> unless(boolean fine, String complaint) {
        return fine ? Optional.empty() : Optional.of(complaint);
    }
}
