package dev.keydesk.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the owners of an app registration; there are at most a hundred, which is one page. */
final class OwnerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Part of a guest's user principal name in this tenant, which is not an e-mail address. */
    private static final String GUEST = "#EXT#";

    /** The properties of an owner to read; Graph returns the last two only if asked. */
    static final String[] SELECT = {
        "id", "displayName", "mail", "userPrincipalName", "otherMails", "proxyAddresses"
    };

    /** The properties that Graph returns by itself. */
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

    /**
     * Returns the best address first: Slack mostly knows people by mail, then by user principal
     * name.
     */
    private static List<String> addresses(JsonNode json, Optional<String> principalName) {
        var all = new ArrayList<String>();
        text(json, "mail").ifPresent(all::add);
        principalName.ifPresent(all::add);
        json.path("otherMails").forEach(mail -> all.add(mail.asText("")));
        json.path("proxyAddresses")
                .forEach(proxy -> {
                    // "SMTP:" marks the first address of a mailbox, "smtp:" its others; there are
                    // other kinds.
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
