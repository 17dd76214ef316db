package dev.keydesk.config;

import dev.keydesk.config.Section.Listed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code people} of {@code keydesk.yml}: who in Slack somebody in Entra is, where no address
 * that both know tells it.
 */
final class RulesPeople {
    static final List<String> KEYS = List.of("entra", "slack");

    private final LineProblems problems;
    private final RulesEntries entries;

    RulesPeople(LineProblems problems) {
        this.problems = problems;
        this.entries = new RulesEntries(problems);
    }

    /** By the address in Entra, in small letters. */
    Map<String, UserId> read(List<Listed> listed) {
        var people = new LinkedHashMap<String, UserId>();
        for (var entry : listed) {
            for (var key : KEYS) {
                if (!entry.section().has(key)) {
                    problems.at(
                            entry.line(),
                            "this entry under \"people\" has no \"%s\"; it needs \"entra\" and \"slack\"."
                                    .formatted(key));
                }
            }
            var address = address(entry.section());
            var user = entries.user(entry.section(), "slack");
            if (address.isPresent()
                    && user.isPresent()
                    && people.putIfAbsent(address.get(), user.get()) != null) {
                problems.at(
                        entry.section().lineOf("entra"),
                        "%s stands under \"people\" a second time; keep one."
                                .formatted(LineProblems.quote(address.get())));
            }
        }
        return Collections.unmodifiableMap(people);
    }

    private Optional<String> address(Section section) {
        String wanted =
                "the user principal name or an address of somebody in Entra, such as"
                        + " alice@example.onmicrosoft.com.";
        var written = section.text("entra", wanted);
        if (written.isPresent() && !written.get().text().matches("[^\\s@]{1,113}@[^\\s@]{1,256}")) {
            problems.at(
                    written.get().line(),
                    "%s under \"entra\" is no address; write %s"
                            .formatted(LineProblems.quote(written.get().text()), wanted));
            return Optional.empty();
        }
        return written.map(it -> it.text().toLowerCase(Locale.ROOT));
    }
}
