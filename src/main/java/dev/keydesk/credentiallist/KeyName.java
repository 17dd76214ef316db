package dev.keydesk.credentiallist;

import dev.keydesk.expiry.Credential;

import java.util.Optional;
import java.util.regex.Pattern;

/** Identifies the credential of a button. */
public record KeyName(String app, String keyId) {
    private static final Pattern SHAPE = Pattern.compile("(\\S{1,100}) (\\S{1,100})");

    static KeyName of(Credential.Key key) {
        return new KeyName(key.app().objectId(), key.keyId());
    }

    /** Returns empty for any other text, because the value of a button may be anything. */
    public static Optional<KeyName> parse(String value) {
        var found = SHAPE.matcher(value);
        return found.matches()
                ? Optional.of(new KeyName(found.group(1), found.group(2)))
                : Optional.empty();
    }

    String value() {
        return app + " " + keyId;
    }
}
