package dev.keydesk.config;

import dev.keydesk.config.Section.Text;

import org.yaml.snakeyaml.nodes.Node;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code pick-up} of {@code keydesk.yml}; what is left out has a default. */
final class RulesPickUp {
    static final List<String> KEYS = List.of("ways", "link-code");
    static final Rules.PickUp DEFAULT = new Rules.PickUp(Optional.empty(), true);

    private final LineProblems problems;

    RulesPickUp(LineProblems problems) {
        this.problems = problems;
    }

    Rules.PickUp read(Section section) {
        return new Rules.PickUp(ways(section), code(section));
    }

    private Optional<Set<DeliveryMethod>> ways(Section section) {
        if (!section.has("ways")) {
            return Optional.empty();
        }
        if (section.namesNothing("ways")) {
            problems.at(
                    section.lineOf("ways"),
                    "\"ways\" is empty, so nothing could be picked up; write [slack, link].");
        }
        var doors = EnumSet.noneOf(DeliveryMethod.class);
        section.texts("ways", "slack, link")
                .forEach(way -> door(way).ifPresentOrElse(doors::add, () -> unknown(way)));
        return Optional.of(doors);
    }

    private static Optional<DeliveryMethod> door(Text way) {
        return switch (way.text()) {
            case "slack" -> Optional.of(DeliveryMethod.SLACK);
            case "link" -> Optional.of(DeliveryMethod.LINK);
            default -> Optional.empty();
        };
    }

    private void unknown(Text way) {
        problems.at(
                way.line(),
                "%s is not a way to pick up; write slack, link or both."
                        .formatted(LineProblems.quote(way.text())));
    }

    private boolean code(Section section) {
        var written = section.value("link-code");
        var code = written.flatMap(YamlValue::onOrOff);
        if (written.isPresent() && code.isEmpty()) {
            complain(section, written.get());
        }
        return code.orElse(DEFAULT.linkCode());
    }

    private void complain(Section section, Node written) {
        problems.at(
                section.lineOf("link-code"),
                "\"link-code\" is %s; write on or off.".formatted(YamlValue.describe(written)));
    }
}
