package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Microsoft's table of the application permissions for each call. */
final class Permissions {
    static final String OWNED_BY = "Application.ReadWrite.OwnedBy";

    /** Without one of these Graph silently shows people by their ids only. */
    static final Set<String> READ_PEOPLE =
            Set.of(
                    "User.ReadBasic.All",
                    "User.Read.All",
                    "User.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All");

    /**
     * These allow more than people's names and main addresses; other callers get the rest empty.
     */
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

    /** Returns the permissions of which a caller needs one. */
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
     * Returns whether the caller may ask in which groups a person is. Microsoft's table and its
     * page differ: the table has several permissions that suffice alone, the page requires one for
     * people and one for groups. A caller that satisfies both is served.
     */
    static boolean mayCheckMembers(Caller caller) {
        return caller.mayAnyOf(READ_PEOPLE) && caller.mayAnyOf(READ_GROUP_MEMBERS);
    }

    /** Returns whether the caller may change this app: all apps, or those that it owns. */
    static boolean mayChange(Caller caller, Application app) {
        boolean everyApp =
                caller.mayAnyOf(Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All"));
        return everyApp || (caller.roles().contains(OWNED_BY) && caller.owns(app));
    }
}
