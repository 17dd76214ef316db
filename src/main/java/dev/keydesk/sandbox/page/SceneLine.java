package dev.keydesk.sandbox.page;

/**
 * A prepared scene, as the page lists it.
 *
 * @param name how an address names it, as in {@code /#scene=approved}
 * @param title what has happened until then
 * @param as whose screen shows it best
 * @param room the channel to look at, or {@code desk} for the conversation with the desk
 */
public record SceneLine(String name, String title, String as, String room) {}
