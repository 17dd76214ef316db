package dev.keydesk.sandbox.page;

import java.util.List;

/**
 * Where the sandbox plays. One world stands on it at a time; another one takes its place when
 * somebody begins anew or asks for a prepared scene.
 */
public interface WorldStage {

    /** What stands on it now. */
    HostedWorld hostedWorld();

    /**
     * Returns once the desk can do something: it starts more slowly than the page.
     *
     * @throws RuntimeException if it could not start
     */
    void awaitTheDesk();

    /** All prepared scenes, in the order of the story; the first one is the beginning. */
    List<SceneLine> scenes();

    /**
     * Clears the stage and plays everything that leads to this scene, with the real desk and over
     * the wire. Called by one thread at a time, while nobody uses what is on the stage.
     *
     * @throws IllegalArgumentException if there is no scene of that name
     */
    void begin(String scene);
}
