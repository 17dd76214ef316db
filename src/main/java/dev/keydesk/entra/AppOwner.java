package dev.keydesk.entra;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An owner of an app registration.
 *
 * @param name empty, like the addresses, if Keydesk may not read people
 * @param mail the address by which other systems most likely know the person
 * @param program whether it is a service principal, which reads no messages
 * @param others further addresses: the user principal name, and others that Graph returns
 */
public record AppOwner(
        Optional<String> name, Optional<String> mail, boolean program, List<String> others) {
    /** Each address costs one of the few look-ups that Slack allows a minute. */
    private static final int MOST_ADDRESSES = 5;

    /** Rows of an older version have no further addresses. */
    public AppOwner(
            Optional<String> name,
            Optional<String> mail,
            boolean program,
            @Nullable List<String> others) {
        this.name = name;
        this.mail = mail;
        this.program = program;
        this.others = others == null ? List.of() : List.copyOf(others);
    }

    /** Has no further addresses. */
    public AppOwner(Optional<String> name, Optional<String> mail, boolean program) {
        this(name, mail, program, List.of());
    }

    /**
     * Returns at most five addresses in lower case, the best one first; none for a service
     * principal.
     */
    public List<String> addresses() {
        return program
                ? List.of()
                : Stream.concat(mail.stream(), others.stream())
                        // PostgreSQL refuses a text with the character NUL, which JSON allows.
                        .map(it -> it.strip().replace("\0", "").toLowerCase(Locale.ROOT))
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .limit(MOST_ADDRESSES)
                        .toList();
    }
}
