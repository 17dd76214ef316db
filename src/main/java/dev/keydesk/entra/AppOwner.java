package dev.keydesk.entra;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who owns an app registration.
 *
 * @param name empty, like the addresses, if the desk may not read people
 * @param mail the best address by which other programs may know the person
 * @param program whether it is a service principal, which reads no messages
 * @param others further addresses: the user principal name, and others that Graph gives
 */
public record AppOwner(
        Optional<String> name, Optional<String> mail, boolean program, List<String> others) {
    /** More are not looked up: each costs one of the few questions that Slack allows a minute. */
    private static final int MOST_ADDRESSES = 5;

    /** Rows of an older version have no others. */
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

    public AppOwner(Optional<String> name, Optional<String> mail, boolean program) {
        this(name, mail, program, List.of());
    }

    /** Returns at most five addresses in small letters, the best one first; none of a program. */
    public List<String> addresses() {
        return program
                ? List.of()
                : Stream.concat(mail.stream(), others.stream())
                        // PostgreSQL refuses a text with that character, which JSON allows.
                        .map(it -> it.strip().replace("\0", "").toLowerCase(Locale.ROOT))
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .limit(MOST_ADDRESSES)
                        .toList();
    }
}
