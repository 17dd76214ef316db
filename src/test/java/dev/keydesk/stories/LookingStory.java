package dev.keydesk.stories;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.Application;

import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.util.Map;

/** Stories about people who look at keys; the desk may read who owns an app. */
abstract class LookingStory extends ReminderStory {
    private static final int OK = 200;

    @BeforeEach
    void ownersAreToldOf() {
        mayReadPeople();
        // Entra refuses two changes of one app close together.
        world().timePasses(Duration.ofMinutes(1));
    }

    /** alice owns billing from now on. */
    void aliceOwnsBilling() {
        owns("alice@Example.com", billing());
        scanLater();
    }

    /** Somebody owns an app, besides those who do already. */
    void owns(String mail, Application app) {
        var person = entra().tenant().user("Somebody", mail);
        entra().tenant().change(app.id(), it -> it.ownedBy(person.id()));
    }

    /** What Slack says to a bot that lacks a scope. */
    static Fault refusal(String error) {
        return new Fault.Refuse(
                OK,
                Map.of("Content-Type", "application/json"),
                "{\"ok\":false,\"error\":\"%s\"}".formatted(error));
    }

    static Fault status(int status, Map<String, String> headers) {
        return new Fault.Refuse(status, headers, "");
    }
}
