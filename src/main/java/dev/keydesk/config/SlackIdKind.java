package dev.keydesk.config;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of ids the rules file holds, told apart by their first letter. */
enum SlackIdKind {
    PERSON(
            "[UW][A-Z0-9]{2,20}",
            "the id of a person",
            "U0123ABC",
            "In Slack, open the profile, press ⋮ and \"Copy member ID\"."),
    USER_GROUP(
            "S[A-Z0-9]{2,20}",
            "the id of a user group",
            "S0123ABC",
            "In Slack, open the group in the directory, press ⋮ and \"Copy group ID\"."),
    CHANNEL(
            "[CG][A-Z0-9]{2,20}",
            "the id of a channel",
            "C0123ABC",
            "In Slack, press the channel's name; the id stands at the bottom of About.");

    private final String form;
    private final String what;
    private final String example;
    private final String whereToFind;

    SlackIdKind(String form, String what, String example, String whereToFind) {
        this.form = form;
        this.what = what;
        this.example = example;
        this.whereToFind = whereToFind;
    }

    String example() {
        return example;
    }

    /** What to write instead, and where to find it. */
    String advice() {
        return what + ", such as " + example + ". " + whereToFind;
    }

    /** What is wrong with an id under a key; empty if nothing is. */
    Optional<String> complaint(String key, String text) {
        return text.matches(form)
                ? Optional.empty()
                : Optional.of(
                        "%s under \"%s\" is %s. Write %s"
                                .formatted(LineProblems.quote(text), key, kindOf(text), advice()));
    }

    private static String kindOf(String text) {
        if (text.startsWith("@") || text.startsWith("#")) {
            return "a name, and names change";
        }
        return Arrays.stream(values())
                .filter(kind -> text.matches(kind.form))
                .findFirst()
                .map(kind -> kind.what)
                .orElse("not an id of Slack");
    }
}
