package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads user accounts. One unreadable account makes the whole answer unreadable, because it may be
 * a second account with the same address.
 */
final class UserJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMTP = "smtp:";

    static final String[] SELECT = {
        "id",
        "displayName",
        "mail",
        "userPrincipalName",
        "userType",
        "accountEnabled",
        "proxyAddresses"
    };

    /** What {@code User.ReadBasic.All} allows to read. */
    static final String[] SELECT_BASICS = {"id", "displayName", "mail", "userPrincipalName"};

    private UserJson() {}

    /** One page of accounts, with the link to the next. */
    record Page(List<Entry> entries, Optional<String> next) {}

    /** An account with all addresses of its mailbox. */
    record Entry(EntraUser user, List<String> further) {
        boolean hasMainAddress(String wanted) {
            return user.mail().filter(it -> isSame(it, wanted)).isPresent()
                    || user.userPrincipalName().filter(it -> isSame(it, wanted)).isPresent();
        }

        boolean hasFurtherAddress(String wanted) {
            return further.stream().anyMatch(it -> isSame(it, SMTP + wanted));
        }
    }

    /** Ignores the case of ASCII letters only: to Java, a dotless i equals an i in other case. */
    private static boolean isSame(String address, String wanted) {
        return address.length() == wanted.length()
                && IntStream.range(0, wanted.length())
                        .allMatch(at -> small(address.charAt(at)) == small(wanted.charAt(at)));
    }

    private static char small(char letter) {
        return letter >= 'A' && letter <= 'Z' ? Character.toLowerCase(letter) : letter;
    }

    static Page page(InputStream in) throws IOException {
        var answer = JSON.readTree(in);
        var entries = new ArrayList<Entry>();
        for (var user : JsonFields.list(answer)) {
            entries.add(entry(user));
        }
        return new Page(List.copyOf(entries), JsonFields.next(answer));
    }

    private static Entry entry(JsonNode json) throws AppJson.Unreadable {
        var enabled = json.path("accountEnabled");
        var user =
                new EntraUser(
                        JsonFields.id(json.path("id")),
                        JsonFields.text(json.path("displayName")),
                        JsonFields.text(json.path("mail")),
                        JsonFields.text(json.path("userPrincipalName")),
                        JsonFields.text(json.path("userType")),
                        enabled.isBoolean()
                                ? Optional.of(enabled.booleanValue())
                                : Optional.empty());
        return new Entry(
                user, json.path("proxyAddresses").valueStream().map(JsonNode::asText).toList());
    }
}
