package dev.keydesk.stories;

import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The same stories with the other database. */
class KeyListOnPostgresTest extends KeyListTest {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }
}
