package dev.keydesk.sandbox.slack;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the app may do in this workspace, according to its manifest. An empty set of commands or
 * shortcuts means any.
 */
public record Installation(
        Set<String> scopes,
        Set<String> commands,
        Set<String> shortcuts,
        boolean homeTab,
        boolean messagesTab,
        boolean optionsLoadUrl) {

    public Installation {
        scopes = Set.copyOf(scopes);
        commands = Set.copyOf(commands);
        shortcuts = Set.copyOf(shortcuts);
    }

    /** Returns the scopes that Keydesk needs, and both tabs. */
    public static Installation usual() {
        return new Installation(
                Set.of(
                        "commands",
                        "chat:write",
                        "files:write",
                        "im:write",
                        "users:read",
                        "users:read.email",
                        "usergroups:read",
                        "channels:read",
                        "groups:read"),
                Set.of(),
                Set.of(),
                true,
                true,
                true);
    }

    /** Returns the same with one more scope. */
    public Installation withScope(String scope) {
        var more = new HashSet<>(scopes);
        more.add(scope);
        return scoped(more);
    }

    /** Returns the same without a scope. */
    public Installation withoutScope(String scope) {
        var fewer = new HashSet<>(scopes);
        fewer.remove(scope);
        return scoped(fewer);
    }

    /** Returns the same with or without a Home tab. */
    public Installation withHomeTab(boolean on) {
        return new Installation(scopes, commands, shortcuts, on, messagesTab, optionsLoadUrl);
    }

    /** Returns the same with or without a Messages tab. */
    public Installation withMessagesTab(boolean on) {
        return new Installation(scopes, commands, shortcuts, homeTab, on, optionsLoadUrl);
    }

    /**
     * Returns the scopes as Slack lists them in {@code x-oauth-scopes} and in {@code
     * missing_scope}.
     */
    String scopeList() {
        return String.join(",", new TreeSet<>(scopes));
    }

    boolean knowsCommand(String command) {
        return commands.isEmpty() || commands.contains(command);
    }

    boolean knowsShortcut(String callbackId) {
        return shortcuts.isEmpty() || shortcuts.contains(callbackId);
    }

    private Installation scoped(Set<String> others) {
        return new Installation(others, commands, shortcuts, homeTab, messagesTab, optionsLoadUrl);
    }
}
