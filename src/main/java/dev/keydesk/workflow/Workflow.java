package dev.keydesk.workflow;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only way to move a thing from state to state. A transition is one transaction: the row, if
 * its version is still the one that was read; the audit event; the timers; the listeners; and the
 * refresh of messages. If two people click at the same moment, exactly one of them moves the row.
 */
public final class Workflow<S> {
    private final Db db;
    private final AuditLog audit;
    private final Jobs jobs;
    private final LiveMessages liveMessages;
    private final InstantSource clock;
    private final StateMachine<S> machine;
    private final StateRows<S> rows;
    private final List<Listener<S>> listeners = new ArrayList<>();

    public Workflow(
            Db db,
            AuditLog audit,
            Jobs jobs,
            LiveMessages liveMessages,
            InstantSource clock,
            StateMachine<S> machine) {
        this.db = db;
        this.audit = audit;
        this.jobs = jobs;
        this.liveMessages = liveMessages;
        this.clock = clock;
        this.machine = machine;
        this.rows = new StateRows<>(db, machine.table());
    }

    /**
     * Refreshes the messages of a timer's subject without a transition, because they show something
     * else from this time on.
     */
    public void refreshMessages(Job timer) {
        liveMessages.refresh(machine.table().name(), timer.subject());
    }

    /** Writes something else within each transition. */
    @FunctionalInterface
    public interface Listener<S> {
        /** Runs within the transaction of the transition; an exception rolls it back. */
        void moved(Tx tx, S now);
    }

    /** Adds a listener to every transition; call it before anything moves. */
    public void listen(Listener<S> listener) {
        listeners.add(listener);
    }

    /** Returns the rows, for queries of the state machine. */
    public StateRows<S> rows() {
        return rows;
    }

    /**
     * Stores the first state of a thing.
     *
     * @param sentence the reason, for the audit log
     * @return empty if the key or another unique column is taken; then nothing was changed
     */
    public Optional<Versioned<S>> open(Tx tx, S first, Actor by, String sentence) {
        return open(tx, first, by, sentence, Map.of());
    }

    /**
     * The same with values that are not part of the state.
     *
     * @param given a value for each {@link StateTable#given} column
     */
    public Optional<Versioned<S>> open(
            Tx tx, S first, Actor by, String sentence, Map<String, String> given) {
        var now = clock.instant();
        var opened = rows.insert(tx, first, now, given);
        opened.ifPresent(_ ->
                follow(
                        tx,
                        new Transition<>(Optional.empty(), first, 1, now, by, sentence),
                        List.of()));
        return opened;
    }

    /**
     * Moves a thing to its next state.
     *
     * @param from as it was read
     * @param sentence the reason, for the audit log
     * @throws StaleVersionException if somebody else moved it first, which rolls the transaction
     *     back
     */
    public Versioned<S> transition(Tx tx, Versioned<S> from, S to, Actor by, String sentence) {
        return tryTransition(tx, from, to, by, sentence)
                .orElseThrow(() -> new StaleVersionException(key(to)));
    }

    /** The same in a transaction of its own. */
    public Versioned<S> transition(Versioned<S> from, S to, Actor by, String sentence) {
        return db.write(tx -> transition(tx, from, to, by, sentence));
    }

    /** The same, but returns empty if somebody else moved it first; then nothing was changed. */
    public Optional<Versioned<S>> tryTransition(
            Versioned<S> from, S to, Actor by, String sentence) {
        return db.write(tx -> tryTransition(tx, from, to, by, sentence));
    }

    /** The same within a transaction, which continues in either case. */
    public Optional<Versioned<S>> tryTransition(
            Tx tx, Versioned<S> from, S to, Actor by, String sentence) {
        var now = clock.instant();
        var moved = rows.update(tx, from, to, now);
        moved.ifPresent(it ->
                follow(
                        tx,
                        new Transition<>(
                                Optional.of(from.state()), to, it.version(), now, by, sentence),
                        machine.timers(from.state(), from.version())));
        return moved;
    }

    private void follow(Tx tx, Transition<S> transition, List<Timer> before) {
        machine.event(transition).ifPresent(event -> audit.append(tx, event));
        machine.relatedEvent(transition).ifPresent(event -> audit.append(tx, event));
        setTimers(tx, transition, before);
        listeners.forEach(listener -> listener.moved(tx, transition.to()));
        liveMessages.refresh(tx, machine.table().name(), key(transition.to()));
    }

    /**
     * Schedules the timers of the new state and deletes the old ones. A timer that was due before
     * has run, or will find that its state is over.
     */
    private void setTimers(Tx tx, Transition<S> transition, List<Timer> before) {
        var timers = machine.timers(transition.to(), transition.version());
        var jobsNow = timers.stream().map(Timer::job).toList();
        jobs.cancel(
                tx,
                before.stream()
                        .filter(timer -> timer.when().isAfter(transition.occurredAt()))
                        .map(Timer::job)
                        .filter(job -> !jobsNow.contains(job))
                        .toList());
        timers.forEach(timer -> jobs.schedule(tx, timer.job(), timer.when()));
    }

    private String key(S state) {
        return machine.table().keyOf().apply(state);
    }
}
