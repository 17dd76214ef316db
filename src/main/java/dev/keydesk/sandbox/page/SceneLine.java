package dev.keydesk.sandbox.page;

/**
 * A prepared scene in the page's list.
 *
 * @param name in an address, as in {@code /#scene=approved}
 * @param title what has happened before it
 * @param as the person whose screen shows it best
 * @param room the channel to look at, or {@code desk} for the direct messages with Keydesk
 */
public record SceneLine(String name, String title, String as, String room) {}
