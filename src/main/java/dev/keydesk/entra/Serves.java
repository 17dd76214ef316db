package dev.keydesk.entra;

/** A rule about which app registrations somebody is offered. */
@FunctionalInterface
public interface Serves {
    boolean serves(String name, String clientId, String objectId);

    static Serves everything() {
        return (_, _, _) -> true;
    }
}
