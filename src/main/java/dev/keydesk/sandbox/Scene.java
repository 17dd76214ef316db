package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.SceneLine;

import java.util.function.Consumer;

/**
 * A point of the story at which a visitor can start. The company's people do everything that leads
 * to it, as a visitor could by hand.
 */
record Scene(SceneLine line, Consumer<SceneSetup> play) {
    static Scene of(String name, String title, String as, String room, Consumer<SceneSetup> play) {
        return new Scene(new SceneLine(name, title, as, room), play);
    }
}
