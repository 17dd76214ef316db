package dev.keydesk.sandbox;

import dev.keydesk.sandbox.page.SceneLine;

import java.util.function.Consumer;

/**
 * A moment of the story that somebody can begin at. What leads to it is done by the people of the
 * company, as anybody would do it by hand.
 */
record Scene(SceneLine line, Consumer<SceneSetup> play) {
    static Scene of(String name, String title, String as, String room, Consumer<SceneSetup> play) {
        return new Scene(new SceneLine(name, title, as, room), play);
    }
}
