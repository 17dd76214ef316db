package dev.keydesk.stories;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.slf4j.LoggerFactory;

import java.util.List;

/** The statements that SQLite's driver prepares or runs, as it tells its log; without values. */
final class CountedStatements implements AutoCloseable {
    private final Logger driver = (Logger) LoggerFactory.getLogger("org.sqlite.core.NativeDB");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    CountedStatements() {
        told.start();
        driver.addAppender(told);
        driver.setAdditive(false);
    }

    /** Counts from now on. */
    void begin() {
        told.list.clear();
        driver.setLevel(Level.TRACE);
    }

    List<String> all() {
        return List.copyOf(told.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .map(statement -> statement.replaceAll("\\s+", " "))
                .toList();
    }

    /** How many of them hold these words. */
    int of(String words) {
        return (int) all().stream().filter(statement -> statement.contains(words)).count();
    }

    /** How often something came to the disk: transactions that change something. */
    int commits() {
        int commits = 0;
        boolean inTransaction = false;
        boolean changed = false;
        for (var statement : all()) {
            var text = statement.substring(statement.indexOf("EXEC] ") + "EXEC] ".length());
            if (text.startsWith("begin")) {
                inTransaction = true;
                changed = false;
            } else if (text.startsWith("commit")) {
                commits += changed ? 1 : 0;
                inTransaction = false;
                changed = false;
            } else if (text.startsWith("insert")
                    || text.startsWith("update")
                    || text.startsWith("delete")) {
                changed = inTransaction;
                commits += inTransaction ? 0 : 1;
            }
        }
        return commits;
    }

    @Override
    public void close() {
        driver.setLevel(null);
        driver.setAdditive(true);
        driver.detachAppender(told);
    }
}
