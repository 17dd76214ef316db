package dev.keydesk.stories;

import dev.keydesk.sandbox.World;

import java.nio.file.Path;

/** The same stories with the other database. */
class ByLinkOnPostgresTest extends ByLinkTest {
    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }
}
