package dev.keydesk.race;

import dev.keydesk.support.Balancer;
import dev.keydesk.support.Books;
import dev.keydesk.support.Browser;
import dev.keydesk.support.Database;
import dev.keydesk.support.DeskProcess;
import dev.keydesk.support.ScriptedPerson;
import dev.keydesk.support.SharedTime;
import dev.keydesk.support.Town;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Two nodes of one desk, each a process of its own, on one PostgreSQL, with a town around them. */
final class TwoNodes implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final SharedTime time;
    private final Town town;
    private final List<DeskProcess> nodes;
    private final Balancer balancer;
    private final Books books;
    private final Browser browser = new Browser();
    private final List<ScriptedPerson> engineers;
    private final List<ScriptedPerson> approvers;

    TwoNodes(Path folder, int engineerCount, int appCount) {
        var file = folder.resolve("time");
        time = SharedTime.in(file);
        town = new Town(folder, engineerCount, appCount, time);
        town.start();
        var database = Database.postgres();
        var settings = town.settings(database);
        var first = DeskProcess.start(settings, file, folder.resolve("first.log"));
        var second = DeskProcess.start(settings, file, folder.resolve("second.log"));
        nodes = List.of(first, second);
        nodes.forEach(DeskProcess::awaitReady);
        var addresses = nodes.stream().map(DeskProcess::address).toList();
        balancer = new Balancer(addresses);
        // A busy machine is no reason for a person to press again, and these never tire.
        town.slack().patience(Duration.ofSeconds(30));
        town.leadTo(balancer.address(), addresses);
        books = Books.open(database);
        engineers = town.engineers().stream().map(id -> new ScriptedPerson(town, id)).toList();
        approvers = town.approvers().stream().map(id -> new ScriptedPerson(town, id)).toList();
    }

    /**
     * Everything that is due was done, by whichever node; also what did not succeed at first and is
     * tried again.
     */
    void quiet() {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!open().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not settled: " + open());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<String> open() {
        return Stream.of(books.due(time.instant()), books.triedAgain(), books.clicks())
                .flatMap(List::stream)
                .map(String::valueOf)
                .toList();
    }

    DeskProcess first() {
        return nodes.getFirst();
    }

    DeskProcess second() {
        return nodes.getLast();
    }

    Town town() {
        return town;
    }

    SharedTime time() {
        return time;
    }

    Books books() {
        return books;
    }

    Browser browser() {
        return browser;
    }

    List<ScriptedPerson> engineers() {
        return engineers;
    }

    List<ScriptedPerson> approvers() {
        return approvers;
    }

    @Override
    public void close() {
        nodes.forEach(DeskProcess::close);
        balancer.close();
        books.close();
        browser.close();
        town.close();
    }
}
