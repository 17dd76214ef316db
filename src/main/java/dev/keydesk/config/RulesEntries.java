package dev.keydesk.config;

import dev.keydesk.config.Section.Text;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** What stands in more than one section of {@code keydesk.yml}: channels, people, groups, apps. */
final class RulesEntries {
    // The longest display name Entra has; a longer pattern would never match.
    private static final int LONGEST_NAME = 256;

    private final LineProblems problems;

    RulesEntries(LineProblems problems) {
        this.problems = problems;
    }

    Optional<ChannelId> channel(Section section) {
        return section.text("channel", SlackIdKind.CHANNEL.advice())
                .filter(id -> isFine(id, SlackIdKind.CHANNEL.complaint("channel", id.text())))
                .map(id -> new ChannelId(id.text()));
    }

    /** The channel of a section that cannot do without. */
    Optional<ChannelId> channel(Section section, String name, int line) {
        if (!section.has("channel")) {
            problems.at(
                    line,
                    "\"%s\" has no \"channel\"; write %s"
                            .formatted(name, SlackIdKind.CHANNEL.advice()));
        }
        return channel(section);
    }

    Optional<UserId> user(Section section, String key) {
        return section.text(key, SlackIdKind.PERSON.advice())
                .filter(id -> isFine(id, SlackIdKind.PERSON.complaint(key, id.text())))
                .map(id -> new UserId(id.text()));
    }

    Set<UserId> users(Section section) {
        return entries(section, "users", SlackIdKind.PERSON, UserId::new);
    }

    Set<UserGroupId> userGroups(Section section) {
        return entries(section, "user-groups", SlackIdKind.USER_GROUP, UserGroupId::new);
    }

    private <T> Set<T> entries(
            Section section, String key, SlackIdKind kind, Function<String, T> id) {
        return section.texts(key, kind.example()).stream()
                .filter(entry -> isFine(entry, kind.complaint(key, entry.text())))
                .map(entry -> id.apply(entry.text()))
                .collect(inOrder());
    }

    Set<AppPattern> patterns(Section section, String key) {
        return section.texts(key, "\"payroll-*\"").stream()
                .filter(entry -> isFine(entry, tooLong(key, entry.text())))
                .map(entry -> new AppPattern(entry.text()))
                .collect(inOrder());
    }

    Optional<AppPattern> pattern(Section section, String key) {
        return section.text(key, "the name or the id of an app, such as \"payroll-*\".")
                .filter(entry -> isFine(entry, tooLong(key, entry.text())))
                .map(entry -> new AppPattern(entry.text()));
    }

    private static Optional<String> tooLong(String key, String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? Optional.empty()
                : Optional.of(
                        "%s under \"%s\" is too long for a name in Entra; the most is %s characters."
                                .formatted(LineProblems.quote(text), key, LONGEST_NAME));
    }

    boolean isFine(Text entry, Optional<String> complaint) {
        complaint.ifPresent(sentence -> problems.at(entry.line(), sentence));
        return complaint.isEmpty();
    }

    /** In the order of the file, so that whatever is shown from it reads the same each time. */
    static <T> Collector<T, ?, Set<T>> inOrder() {
        return Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet);
    }
}
