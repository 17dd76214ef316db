package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Microsoft's table of which application permissions open which call. */
final class Permissions {
    static final String OWNED_BY = "Application.ReadWrite.OwnedBy";

    /** Without one of these Graph shows people by their ids only, and says nothing about it. */
    static final Set<String> READ_PEOPLE =
            Set.of(
                    "User.ReadBasic.All",
                    "User.Read.All",
                    "User.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All");

    /** What of people is more than their names and main addresses; the others get it empty. */
    static final Set<String> READ_PEOPLE_WHOLE =
            Set.of(
                    "User.Read.All",
                    "User.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All");

    private static final Set<String> READ_GROUP_MEMBERS =
            Set.of(
                    "GroupMember.Read.All",
                    "Group.Read.All",
                    "Group.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All");

    private static final JsonNode TABLE = GraphSchema.read("permissions.json").path("paths");

    private Permissions() {}

    /** The permissions of which a caller needs one. */
    static Set<String> of(String template, String method) {
        var row =
                template.toLowerCase(Locale.ROOT)
                        .replace("(appid='{appid}')", "(appid={value})")
                        .replaceAll("\\{[a-z]*-id}", "{id}")
                        .replaceAll("/graph\\.application$", "");
        var names = new LinkedHashSet<String>();
        TABLE.path(row).path(method).fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            throw new IllegalStateException(
                    "the table of permissions has no " + method + " " + row);
        }
        return names;
    }

    /**
     * Whether the caller may ask in which groups a person is. Microsoft's table and its page
     * differ: the table knows several permissions that suffice alone, the page wants one for people
     * and one for groups. Whoever satisfies both is served.
     */
    static boolean mayCheckMembers(Caller caller) {
        return caller.mayAnyOf(READ_PEOPLE) && caller.mayAnyOf(READ_GROUP_MEMBERS);
    }

    /** Whether the caller may change this app: all apps, or those it owns. */
    static boolean mayChange(Caller caller, Application app) {
        boolean everyApp =
                caller.mayAnyOf(Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All"));
        return everyApp || (caller.roles().contains(OWNED_BY) && caller.owns(app));
    }
}
