package dev.keydesk.sandbox.page;

import java.util.List;

/**
 * Holds the current world of the sandbox. Another one replaces it when somebody starts again or
 * asks for a prepared scene.
 */
public interface WorldStage {

    /** Returns the current world. */
    HostedWorld hostedWorld();

    /**
     * Returns once Keydesk can be used: it starts more slowly than the page.
     *
     * @throws RuntimeException if it could not start
     */
    void awaitTheDesk();

    /** Returns all prepared scenes, in the order of the story; the first one is the beginning. */
    List<SceneLine> scenes();

    /**
     * Replaces the world and plays everything that leads to this scene, with the real Keydesk and
     * over the wire. Called by one thread at a time, while nobody uses the world.
     *
     * @throws IllegalArgumentException if there is no scene of that name
     */
    void begin(String scene);
}
