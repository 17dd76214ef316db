package dev.keydesk.stories;

import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The made-up company whose desk keeps its requests in PostgreSQL. */
public final class OnPostgres {
    private OnPostgres() {}

    public static World world(Path folder) {
        return World.stepped(
                folder,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }
}
