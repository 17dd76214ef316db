package dev.keydesk.config;

import dev.keydesk.config.Section.Text;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Turns the nodes of {@code keydesk.yml} into {@link Rules}, or says everything that keeps it from
 * doing so. {@code keydesk.schema.json} says the same to editors; a test compares the two.
 */
final class RulesReader {
    private static final List<String> SECTIONS =
            List.of("version", "ask", "apps", "approvals", "pick-up", "limits", "operators");
    private static final List<String> PEOPLE = List.of("users", "user-groups");
    private static final List<String> APPS = List.of("allow", "never");
    private static final List<String> APPROVALS = List.of("channel", "users", "user-groups");
    private static final List<String> OPERATORS = List.of("channel");

    // The longest display name Entra has; a longer pattern would never match.
    private static final int LONGEST_NAME = 256;

    private final LineProblems problems;

    RulesReader(LineProblems problems) {
        this.problems = problems;
    }

    Rules read(Node root) {
        if (!(root instanceof MappingNode mapping)) {
            throw problems.only(
                    LineProblems.lineOf(root),
                    "the file is " + YamlValue.describe(root) + "; begin with version: 1.");
        }
        int firstLine = LineProblems.lineOf(root);
        var file = new Section(mapping, SECTIONS, problems);
        checkVersion(file, firstLine);
        var ask = file.section("ask", PEOPLE).map(this::ask);
        var apps = file.section("apps", APPS).map(this::apps);
        var approvals = findApprovals(file, firstLine);
        var limits = file.section("limits", RulesLimits.KEYS).map(new RulesLimits(problems)::read);
        var pickUp = file.section("pick-up", RulesPickUp.KEYS).map(new RulesPickUp(problems)::read);
        var operators = file.section("operators", OPERATORS).map(this::operators);
        problems.throwIfAny();
        return new Rules(
                ask.orElse(new Rules.Ask(Set.of(), Set.of())),
                apps.orElse(new Rules.Apps(Set.of(), Set.of())),
                approvals.orElseThrow(),
                pickUp.orElse(RulesPickUp.DEFAULT),
                limits.orElse(RulesLimits.DEFAULT),
                operators.orElse(new Rules.Operators(Optional.empty())));
    }

    private void checkVersion(Section file, int firstLine) {
        var value = file.value("version");
        if (value.isEmpty()) {
            problems.at(firstLine, "\"version\" is missing; write version: 1.");
            return;
        }
        String version = value.flatMap(YamlValue::wholeNumber).orElse("");
        if (version.isEmpty()) {
            problems.at(
                    file.lineOf("version"),
                    "\"version\" is %s; write version: 1."
                            .formatted(YamlValue.describe(value.get())));
        } else if (!version.equals("1")) {
            // A newer file may mean other things by the same keys, so no more is said about it.
            throw problems.only(
                    file.lineOf("version"),
                    "\"version\" is "
                            + version
                            + ", and this Keydesk reads version 1. Use a newer Keydesk for this"
                            + " file.");
        }
    }

    private Rules.Ask ask(Section section) {
        return new Rules.Ask(users(section), userGroups(section));
    }

    private Rules.Apps apps(Section section) {
        return new Rules.Apps(patterns(section, "allow"), patterns(section, "never"));
    }

    private Optional<Rules.Approvals> findApprovals(Section file, int firstLine) {
        if (!file.has("approvals")) {
            problems.at(
                    firstLine,
                    "\"approvals\" is missing; it says who decides (users, user-groups) and where"
                            + " (channel).");
        }
        return file.section("approvals", APPROVALS)
                .flatMap(section -> approvals(section, file.lineOf("approvals")));
    }

    private Optional<Rules.Approvals> approvals(Section section, int line) {
        var users = users(section);
        var userGroups = userGroups(section);
        if (section.namesNothing("users") && section.namesNothing("user-groups")) {
            problems.at(
                    line,
                    "\"approvals\" names nobody who may decide; add \"users\" or"
                            + " \"user-groups\".");
        }
        return channel(section, line)
                .map(channel -> new Rules.Approvals(channel, users, userGroups));
    }

    private Optional<ChannelId> channel(Section section, int line) {
        String wanted = SlackIdKind.CHANNEL.advice();
        if (!section.has("channel")) {
            problems.at(line, "\"approvals\" has no \"channel\"; write " + wanted);
        }
        return channel(section);
    }

    private Rules.Operators operators(Section section) {
        return new Rules.Operators(channel(section));
    }

    private Optional<ChannelId> channel(Section section) {
        return section.text("channel", SlackIdKind.CHANNEL.advice())
                .filter(id -> isFine(id, SlackIdKind.CHANNEL.complaint("channel", id.text())))
                .map(id -> new ChannelId(id.text()));
    }

    private Set<UserId> users(Section section) {
        return entries(section, "users", SlackIdKind.PERSON, UserId::new);
    }

    private Set<UserGroupId> userGroups(Section section) {
        return entries(section, "user-groups", SlackIdKind.USER_GROUP, UserGroupId::new);
    }

    private <T> Set<T> entries(
            Section section, String key, SlackIdKind kind, Function<String, T> id) {
        return section.texts(key, kind.example()).stream()
                .filter(entry -> isFine(entry, kind.complaint(key, entry.text())))
                .map(entry -> id.apply(entry.text()))
                .collect(inOrder());
    }

    private Set<AppPattern> patterns(Section section, String key) {
        return section.texts(key, "\"payroll-*\"").stream()
                .filter(entry -> isFine(entry, tooLong(key, entry.text())))
                .map(entry -> new AppPattern(entry.text()))
                .collect(inOrder());
    }

    private static Optional<String> tooLong(String key, String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? Optional.empty()
                : Optional.of(
                        "%s under \"%s\" is too long for a name in Entra; the most is %d characters."
                                .formatted(LineProblems.quote(text), key, LONGEST_NAME));
    }

    private boolean isFine(Text entry, Optional<String> complaint) {
        complaint.ifPresent(sentence -> problems.at(entry.line(), sentence));
        return complaint.isEmpty();
    }

    /** In the order of the file, so that whatever is shown from it reads the same each time. */
    private static <T> Collector<T, ?, Set<T>> inOrder() {
        return Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet);
    }
}
