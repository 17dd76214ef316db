package dev.keydesk.sandbox;

import java.time.Duration;
import java.util.List;

/** What the made-up people do in the scenes, step by step. */
final class SceneSetup {
    /** The channel in which a new visitor finds a place to type the first command. */
    private static final String GENERAL = "general";

    /** The direct messages with Keydesk. */
    private static final String DESK = "desk";

    /** All scenes, in the order of the story. */
    static final List<Scene> SCENES =
            List.of(
                    Scene.of("start", "Nothing has happened yet", "alice", GENERAL, _ -> {}),
                    Scene.of("form", "alice has the form open", "alice", GENERAL, SceneSetup::form),
                    Scene.of(
                            "asked",
                            "alice has asked, bob decides",
                            "bob",
                            "secret-approvals",
                            SceneSetup::asked),
                    Scene.of(
                            "denied",
                            "bob has denied it, with a reason",
                            "alice",
                            DESK,
                            SceneSetup::denied),
                    Scene.of(
                            "approved",
                            "bob has approved it, alice can pick it up",
                            "alice",
                            DESK,
                            SceneSetup::approved),
                    Scene.of("shown", "alice sees the secret", "alice", DESK, SceneSetup::shown),
                    Scene.of("link", "alice has a one-time link", "alice", DESK, SceneSetup::link),
                    Scene.of("done", "alice has it", "alice", DESK, SceneSetup::done),
                    Scene.of(
                            "lost",
                            "Entra made a secret and the answer was lost",
                            "alice",
                            DESK,
                            SceneSetup::lost),
                    Scene.of(
                            "reminder",
                            "Weeks later: a secret expires soon",
                            "dana",
                            "team-payroll",
                            SceneSetup::reminder));

    private static final int DAYS = 90;

    private final World world;
    private final WorldTime worldTime;

    SceneSetup(World world, WorldTime worldTime) {
        this.world = world;
        this.worldTime = worldTime;
    }

    private OpenForm form() {
        return world.alice()
                .runs("/new-client-secret payroll-api")
                .description("Britive production")
                .lifetime(DAYS)
                .reason("The old secret expires in spring.");
    }

    private void asked() {
        form().submit();
        // The form with the confirmation would hide everything else.
        world.company().slack().closeView(world.alice().id(), world.alice().topView().id());
    }

    private void denied() {
        asked();
        sees(world.bob(), "asks for a client secret")
                .pressForForm("Deny")
                .fill("deny_reason", "Use the secret you have; it is valid until March.")
                .submit();
    }

    private void approved() {
        asked();
        sees(world.bob(), "asks for a client secret").press("Approve");
    }

    private void shown() {
        approved();
        sees(world.alice(), "can pick it up").press("Pick up the secret");
        // Before that, Entra's sign-in does not know the new secret.
        worldTime.pass(Duration.ofSeconds(10));
    }

    private void link() {
        approved();
        sees(world.alice(), "can pick it up").press("Get a one-time link");
    }

    private void done() {
        shown();
        worldTime.passMoments();
        world.alice().seesPrivately("Client secret (value)").press("I have it");
    }

    private void lost() {
        approved();
        world.company().entra().faults().next("addPassword", new Fault.CutAfter());
        sees(world.alice(), "can pick it up").press("Pick up the secret");
    }

    private ShownMessage sees(TestUser person, String words) {
        worldTime.passMoments();
        return person.sees(words);
    }

    private void reminder() {
        done();
        worldTime.passToTheNextReminder();
    }
}
