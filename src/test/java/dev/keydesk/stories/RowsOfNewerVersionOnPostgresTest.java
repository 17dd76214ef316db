package dev.keydesk.stories;

import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The same with PostgreSQL, where such versions really run side by side. */
class RowsOfNewerVersionOnPostgresTest extends RowsOfNewerVersionTest {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }
}
