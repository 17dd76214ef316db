package dev.keydesk.workflow;

import dev.keydesk.store.Db;
import dev.keydesk.store.RowStates;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.StateTable.Column;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes the rows of one {@link StateTable}. Only a {@link Workflow} writes them.
 *
 * <p>A row that this version of the program cannot read is left to a newer one, which may run
 * beside it: reading that row throws, and lists leave it out.
 */
public final class StateRows<S> {
    private static final Logger log = LoggerFactory.getLogger(StateRows.class);

    private final Db db;
    private final StateTable<S> table;
    private final RowStates<S> states;
    private final UnreadableRows unread;
    private final String insert;
    private final String update;
    private final String find;

    public StateRows(Db db, StateTable<S> table) {
        this.db = db;
        this.table = table;
        this.states = RowStates.of(table.states());
        this.unread = new UnreadableRows(log, table.plural());
        this.insert = insert(table);
        this.update = update(table);
        this.find = find(table);
    }

    /** Returns the SQL statements for this table. */
    public static List<String> statements(StateTable<?> table) {
        return List.of(insert(table), update(table), find(table));
    }

    private static String find(StateTable<?> table) {
        return """
        select %s, state, body, version from %s where %s = :key
        """
                .formatted(table.key(), table.name(), table.key());
    }

    private static String insert(StateTable<?> table) {
        var columns =
                Stream.of(
                                Stream.of("state", "body", "version", table.key()),
                                table.given().stream(),
                                names(table.fixed()),
                                names(table.moving()))
                        .flatMap(names -> names)
                        .toList();
        return """
        insert into %s (%s) values (%s)
            on conflict do nothing
        """
                .formatted(
                        table.name(),
                        String.join(", ", columns),
                        columns.stream()
                                .map(name -> name.equals(table.key()) ? ":key" : ":" + name)
                                .collect(Collectors.joining(", ")));
    }

    private static String update(StateTable<?> table) {
        var assignments =
                Stream.concat(Stream.of("state", "body"), names(table.moving()))
                        .map(name -> "%s = :%s".formatted(name, name));
        var next = Stream.of("version = version + 1");
        return """
        update %s
           set %s
         where %s = :key and version = :version
        """
                .formatted(
                        table.name(),
                        Stream.concat(assignments, next).collect(Collectors.joining(", ")),
                        table.key());
    }

    private static Stream<String> names(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name);
    }

    /**
     * Inserts the first state of a thing.
     *
     * @param given a value for each given column
     * @return empty if a unique column already has that value; then nothing was changed
     */
    Optional<Versioned<S>> insert(Tx tx, S first, Instant now, Map<String, String> given) {
        var facts = states.write(first);
        var statement = tx.sql().createUpdate(insert).bind("version", 1L);
        given.forEach(statement::bind);
        bindAll(statement, table.fixed(), first, now);
        return isDone(statement, first, facts, now)
                ? Optional.of(new Versioned<>(first, 1, facts))
                : Optional.empty();
    }

    /**
     * Writes the next state; returns empty if somebody else changed the row first, and then nothing
     * was changed.
     */
    Optional<Versioned<S>> update(Tx tx, Versioned<S> from, S to, Instant now) {
        var facts = states.write(to, from.state(), from.facts());
        var statement = tx.sql().createUpdate(update).bind("version", from.version());
        return isDone(statement, to, facts, now)
                ? Optional.of(new Versioned<>(to, from.version() + 1, facts))
                : Optional.empty();
    }

    private boolean isDone(Update statement, S state, String facts, Instant now) {
        statement
                .bind("key", table.keyOf().apply(state))
                .bind("state", states.nameOf(state))
                .bind("body", facts);
        bindAll(statement, table.moving(), state, now);
        return statement.execute() == 1;
    }

    private void bindAll(Update statement, List<Column<S>> columns, S state, Instant now) {
        columns.forEach(column -> statement.bind(column.name(), column.value().of(state, now)));
    }

    /**
     * Returns the thing with that key, if it exists.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it, or it is
     *     damaged
     */
    public Optional<Versioned<S>> find(String key) {
        return db.read(sql -> find(sql, key));
    }

    /** The same within a transaction or on an open handle. */
    public Optional<Versioned<S>> find(Handle sql, String key) {
        return findOne(sql.createQuery(find).bind("key", key));
    }

    /**
     * Returns the row that the query finds.
     *
     * @param query selects the key, state, body and version of at most one row
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it, or it is
     *     damaged
     */
    public Optional<Versioned<S>> findOne(Query query) {
        return query.map((row, _) -> stored(row)).findOne();
    }

    /**
     * Returns the rows that this version can read, in the order of the query.
     *
     * @param query selects the key, state, body and version of rows
     */
    public List<Versioned<S>> readable(Query query) {
        return query.map((row, _) -> readable(row)).stream().flatMap(Optional::stream).toList();
    }

    /** Reads a row with key, state, body and version; empty if this version cannot read it. */
    public Optional<Versioned<S>> readable(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var facts = row.getString("body");
        long version = row.getLong("version");
        return unread.readable(
                state,
                row.getString(table.key()),
                () -> new Versioned<>(states.read(state, facts), version, facts));
    }

    private Versioned<S> stored(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var facts = row.getString("body");
        long version = row.getLong("version");
        return unread.read(
                state,
                row.getString(table.key()),
                () -> new Versioned<>(states.read(state, facts), version, facts));
    }

    /** Returns whether the thing exists but this version cannot read it. */
    public boolean isLeftAlone(String key) {
        return db.read(sql ->
                sql.createQuery(find)
                        .bind("key", key)
                        .map((row, _) -> readable(row).isEmpty())
                        .findOne()
                        .orElse(false));
    }
}
