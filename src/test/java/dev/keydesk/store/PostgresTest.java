package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresTest {
    @Test
    void a_fresh_database_is_brought_to_this_version() {
        try (var db = Store.open(Postgres.freshDatabase().settings())) {
            int format =
                    db.read(sql ->
                            sql.createQuery("select readable_from from keydesk")
                                    .mapTo(Integer.class)
                                    .one());
            assertThat(format).isEqualTo(1);
        }
    }
}
