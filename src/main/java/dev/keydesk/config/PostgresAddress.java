package dev.keydesk.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JDBC address of a PostgreSQL database. {@code check} and messages print it, so it must not
 * contain a secret.
 */
final class PostgresAddress {
    static final String EXAMPLE = "jdbc:postgresql://db.example.com:5432/keydesk";

    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://[^/?#\\s]+/[^/?#\\s]+(\\?[^#\\s]*)?");

    private PostgresAddress() {}

    static Optional<String> complaintAbout(String value) {
        if (mayHoldPassword(value)) {
            return Optional.of(
                    "has a user or a password in it, and it is printed in places. Write them into"
                        + " KEYDESK_DATABASE_USER and KEYDESK_DATABASE_PASSWORD, and the address"
                        + " like "
                            + EXAMPLE
                            + ".");
        }
        return FORM.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(
                        "is not the address of a PostgreSQL database. Write it like "
                                + EXAMPLE
                                + ", with options such as ?sslmode=verify-full after it.");
    }

    private static boolean mayHoldPassword(String value) {
        int options = value.indexOf('?');
        var place = options < 0 ? value : value.substring(0, options);
        var rest = options < 0 ? "" : value.substring(options + 1);
        return place.contains("@")
                || Arrays.stream(rest.split("&", -1))
                        .map(option -> option.toLowerCase(Locale.ROOT))
                        .anyMatch(PostgresAddress::isAboutUser);
    }

    /**
     * {@code sslpassword} is refused too: a private key without a password, in a file that only
     * Keydesk may read, is enough.
     */
    private static boolean isAboutUser(String option) {
        var name = option.split("=", 2)[0];
        return name.equals("user") || name.contains("password");
    }
}
