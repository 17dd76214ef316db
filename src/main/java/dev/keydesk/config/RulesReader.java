package dev.keydesk.config;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the nodes of {@code keydesk.yml} into {@link Rules}, or says everything that keeps it from
 * doing so. {@code keydesk.schema.json} says the same to editors; a test compares the two.
 */
final class RulesReader {
    private static final List<String> SECTIONS =
            List.of(
                    "version",
                    "requesters",
                    "apps",
                    "approvals",
                    "pick-up",
                    "limits",
                    "operators",
                    "people",
                    "reminders");
    private static final List<String> PEOPLE = List.of("users", "user-groups");
    private static final List<String> APPS = List.of("allow", "deny");
    private static final List<String> APPROVALS = List.of("channel", "users", "user-groups");
    private static final List<String> OPERATORS = List.of("channel");

    private final LineProblems problems;
    private final RulesEntries entries;

    RulesReader(LineProblems problems) {
        this.problems = problems;
        this.entries = new RulesEntries(problems);
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
        var requesters = file.section("requesters", PEOPLE).map(this::requesters);
        var apps = file.section("apps", APPS).map(this::apps);
        var approvals = findApprovals(file, firstLine);
        var limits = file.section("limits", RulesLimits.KEYS).map(new RulesLimits(problems)::read);
        var pickUp = file.section("pick-up", RulesPickUp.KEYS).map(new RulesPickUp(problems)::read);
        var operators = file.section("operators", OPERATORS).map(this::operators);
        var people = new RulesPeople(problems).read(file.sections("people", RulesPeople.KEYS));
        var reminders =
                file.section("reminders", RulesReminders.KEYS)
                        .flatMap(section ->
                                new RulesReminders(problems)
                                        .read(section, file.lineOf("reminders")));
        problems.throwIfAny();
        return new Rules(
                requesters.orElse(new Rules.Requesters(Set.of(), Set.of())),
                apps.orElse(new Rules.Apps(Set.of(), Set.of())),
                approvals.orElseThrow(),
                pickUp.orElse(RulesPickUp.DEFAULT),
                limits.orElse(RulesLimits.DEFAULT),
                operators.orElse(new Rules.Operators(Optional.empty())),
                people,
                reminders);
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

    private Rules.Requesters requesters(Section section) {
        return new Rules.Requesters(entries.users(section), entries.userGroups(section));
    }

    private Rules.Apps apps(Section section) {
        return new Rules.Apps(
                entries.patterns(section, "allow"), entries.patterns(section, "deny"));
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
        var users = entries.users(section);
        var userGroups = entries.userGroups(section);
        if (section.namesNothing("users") && section.namesNothing("user-groups")) {
            problems.at(
                    line,
                    "\"approvals\" names nobody who may decide; add \"users\" or"
                            + " \"user-groups\".");
        }
        return entries.channel(section, "approvals", line)
                .map(channel -> new Rules.Approvals(channel, users, userGroups));
    }

    private Rules.Operators operators(Section section) {
        return new Rules.Operators(entries.channel(section));
    }
}
