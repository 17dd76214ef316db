package dev.keydesk.crash;

import dev.keydesk.config.UserId;
import dev.keydesk.support.Books;
import dev.keydesk.support.Browser;
import dev.keydesk.support.Database;
import dev.keydesk.support.DeskProcess;
import dev.keydesk.support.KeyWatch;
import dev.keydesk.support.ScriptedPerson;
import dev.keydesk.support.SharedTime;
import dev.keydesk.support.Town;
import dev.keydesk.support.WriteLock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * A town with one desk in a process of its own, which is killed and started again on the same
 * database; and a record of what people did meanwhile.
 */
final class CrashScene implements AutoCloseable {
    static final int ENGINEERS = 8;

    private final Path folder;
    private final Path log;
    private final Path timeFile;
    private final Database database;
    private final SharedTime time;
    private final Town town;
    private final KeyWatch keys;
    private final Browser browser = new Browser();
    private final List<ScriptedPerson> engineers;
    private final List<ScriptedPerson> approvers;
    private final CrashJournal crashJournal;
    private final List<Thread> acting = new CopyOnWriteArrayList<>();
    private final List<WriteLock> held = new CopyOnWriteArrayList<>();
    private volatile Optional<DeskProcess> desk = Optional.empty();
    private Optional<Books> books = Optional.empty();

    CrashScene(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
        this.log = folder.resolve("desk.log");
        this.timeFile = folder.resolve("time");
        this.time = SharedTime.in(timeFile);
        this.town = new Town(folder, ENGINEERS, ENGINEERS, time);
        this.keys = KeyWatch.over(town.entra().tenant());
        this.engineers = people(town.engineers());
        this.approvers = people(town.approvers());
        this.crashJournal = new CrashJournal(time);
        town.start();
    }

    private List<ScriptedPerson> people(List<UserId> ids) {
        return ids.stream().map(id -> new ScriptedPerson(town, id)).toList();
    }

    /** Starts the desk, and waits until it serves people. */
    void start() {
        var launched = launch();
        launched.awaitReady();
        town.leadTo(launched.address());
        if (books.isEmpty()) {
            books = Optional.of(Books.open(database));
        }
    }

    /** Starts it and waits for nothing. */
    DeskProcess launch() {
        var launched = DeskProcess.start(town.settings(database), timeFile, log);
        desk = Optional.of(launched);
        return launched;
    }

    /** SIGKILL; whatever people were about just then comes to its end. */
    void kill() {
        desk.orElseThrow().kill();
        desk = Optional.empty();
        held.forEach(WriteLock::close);
        held.clear();
        town.slack().faults().clear();
        town.entra().faults().clear();
        acting.forEach(CrashScene::join);
        acting.clear();
    }

    /** From now on the desk cannot store anything; until it is killed. */
    void holdBackTheDatabase() {
        held.add(WriteLock.take(database));
    }

    /** Somebody acts, and may not hear of it before the desk is killed. */
    void meanwhile(Runnable act) {
        acting.add(Thread.ofVirtual().start(act));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void pass(Duration howLong) {
        time.pass(howLong);
    }

    /** Jobs are looked for once a second; a click that makes one lets the desk look at once. */
    void wake() {
        town.slack().openHome(engineers.getFirst().id());
    }

    /** Everything that is due by now has been done. */
    void quiet() {
        Until.so("nothing is due any more", () -> books().due(time.instant()).isEmpty());
    }

    ScriptedPerson engineer(int number) {
        return engineers.get(number);
    }

    ScriptedPerson engineer(String id) {
        return engineers.stream()
                .filter(it -> it.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    String appOf(int engineer) {
        return town.apps().get(engineer).displayName();
    }

    ScriptedPerson approver() {
        return approvers.getFirst();
    }

    ScriptedPerson otherApprover() {
        return approvers.getLast();
    }

    /** Those who are here, engineers and approvers. */
    List<ScriptedPerson> everybody() {
        return IntStream.range(0, engineers.size() + approvers.size())
                .mapToObj(i ->
                        i < engineers.size()
                                ? engineers.get(i)
                                : approvers.get(i - engineers.size()))
                .toList();
    }

    Books books() {
        return books.orElseThrow();
    }

    Town town() {
        return town;
    }

    SharedTime time() {
        return time;
    }

    KeyWatch keys() {
        return keys;
    }

    Browser browser() {
        return browser;
    }

    CrashJournal crashJournal() {
        return crashJournal;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        desk.ifPresent(DeskProcess::close);
        books.ifPresent(Books::close);
        browser.close();
        town.close();
    }
}
