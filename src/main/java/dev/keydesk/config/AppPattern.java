package dev.keydesk.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line under {@code apps:} in {@code keydesk.yml}: a name with {@code *} for any run of
 * characters, or a client id or object id. Letter case does not matter.
 */
public record AppPattern(String text) {

    public boolean matches(String name, String clientId, String objectId) {
        return text.equalsIgnoreCase(clientId)
                || text.equalsIgnoreCase(objectId)
                || glob().matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private Pattern glob() {
        var regex = new StringBuilder();
        for (String part : text.toLowerCase(Locale.ROOT).split("\\*", -1)) {
            if (!regex.isEmpty()) {
                regex.append(".*");
            }
            regex.append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
