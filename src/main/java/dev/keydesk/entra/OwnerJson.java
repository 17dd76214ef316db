package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the owners of an app registration; there are a hundred at most, which is one page. */
final class OwnerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A guest's name in this tenant, which is nobody's address. */
    private static final String GUEST = "#EXT#";

    /** What of an owner is needed; Graph leaves the last two out unless they are asked for. */
    static final String[] SELECT = {
        "id", "displayName", "mail", "userPrincipalName", "otherMails", "proxyAddresses"
    };

    /** Whatever Graph gives by itself. */
    static final String[] SELECT_NOTHING = {};

    private static final String SMTP = "smtp:";

    private OwnerJson() {}

    static List<AppOwner> owners(InputStream in) throws IOException {
        var list = JSON.readTree(in).path("value");
        if (!list.isArray()) {
            throw new AppJson.Unreadable();
        }
        var owners = new ArrayList<AppOwner>();
        list.forEach(owner -> owners.add(owner(owner)));
        return List.copyOf(owners);
    }

    /** The best first: Slack mostly knows people by mail, then by user principal name. */
    private static List<String> addresses(JsonNode json, Optional<String> principalName) {
        var all = new ArrayList<String>();
        text(json, "mail").ifPresent(all::add);
        principalName.ifPresent(all::add);
        json.path("otherMails").forEach(mail -> all.add(mail.asText("")));
        json.path("proxyAddresses")
                .forEach(proxy -> {
                    // "SMTP:" is the first of a mailbox, "smtp:" its others; there are other kinds.
                    if (proxy.asText("").regionMatches(true, 0, SMTP, 0, SMTP.length())) {
                        all.add(proxy.asText("").substring(SMTP.length()));
                    }
                });
        return all.stream().filter(it -> !it.isBlank()).toList();
    }

    private static AppOwner owner(JsonNode json) {
        var principalName = text(json, "userPrincipalName").filter(name -> !name.contains(GUEST));
        var addresses = addresses(json, principalName);
        return new AppOwner(
                text(json, "displayName"),
                addresses.stream().findFirst(),
                json.path("@odata.type").asText("").endsWith("servicePrincipal"),
                addresses.stream().skip(1).toList());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
