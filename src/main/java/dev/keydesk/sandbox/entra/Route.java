package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A call of Graph: its path as Microsoft's schema writes it, and its handler.
 *
 * @param name the name by which faults are planned
 * @param described the path in the schema, if the schema lacks the real one
 * @param work answers with a body, or with none (204)
 */
record Route(
        String name,
        String method,
        String template,
        String described,
        Set<String> options,
        Pattern pattern,
        Function<GraphRequest, Optional<JsonNode>> work) {

    static Route get(
            String name,
            String template,
            Set<String> options,
            Function<GraphRequest, JsonNode> work) {
        return new Route(
                name,
                "GET",
                template,
                template,
                options,
                pattern(template),
                request -> Optional.of(work.apply(request)));
    }

    static Route post(
            String name, String template, Function<GraphRequest, Optional<JsonNode>> work) {
        return new Route(name, "POST", template, template, Set.of(), pattern(template), work);
    }

    Route describedAs(String path) {
        return new Route(name, method, template, path, options, pattern, work);
    }

    /** Returns the method as the schema writes it. */
    String verb() {
        return method.toLowerCase(Locale.ROOT);
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** Returns the values in the path for the names in the template's braces. */
    List<String> names(String path) {
        var matcher = pattern.matcher(path);
        var names = new ArrayList<String>();
        if (matcher.matches()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                names.add(matcher.group(i));
            }
        }
        return names;
    }

    private static Pattern pattern(String template) {
        var text = new StringBuilder();
        for (var part : template.split("(?=\\{)|(?<=\\})", -1)) {
            text.append(part.startsWith("{") ? "([^/']+)" : Pattern.quote(part));
        }
        // Both spellings of a cast are used: the clients' short one and the documentation's long
        // one.
        var both =
                text.toString()
                        .replace("graph.application", "\\E(?:microsoft\\.)?graph\\.application\\Q");
        return Pattern.compile(both);
    }
}
