package dev.keydesk.store;

import java.util.List;

/** The few statements these tests share; the table of switches stands in for any other. */
final class Rows {
    private static final String ADD =
            """
            insert into switch (name, why, at) values (:name, :why, 0)
            """;

    private Rows() {}

    static void addSwitch(Db db, String name) {
        db.writing(tx -> addSwitch(tx, name));
    }

    static void addSwitch(Tx tx, String name) {
        addSwitch(tx, name, "because");
    }

    static void addSwitch(Tx tx, String name, String why) {
        tx.sql().createUpdate(ADD).bind("name", name).bind("why", why).execute();
    }

    static List<String> switches(Db db) {
        return db.read(sql ->
                sql.createQuery("select name from switch order by name")
                        .mapTo(String.class)
                        .list());
    }

    static List<String> reasons(Db db) {
        return db.read(sql -> sql.createQuery("select why from switch").mapTo(String.class).list());
    }

    static int count(Db db, String table) {
        return db.read(sql ->
                sql.createQuery("select count(*) from <table>")
                        .define("table", table)
                        .mapTo(Integer.class)
                        .one());
    }

    static String pragmaOfWriter(Db db, String name) {
        return db.write(tx ->
                tx.sql()
                        .createQuery("pragma <name>")
                        .define("name", name)
                        .mapTo(String.class)
                        .one());
    }

    static String pragmaOfReader(Db db, String name) {
        return db.read(sql ->
                sql.createQuery("pragma <name>").define("name", name).mapTo(String.class).one());
    }
}
