package dev.keydesk.simulation;

import dev.keydesk.store.TransactionHook;

/** Around each transaction of one bot others may act, and the database may fail. */
final class Brink implements TransactionHook {
    private final Schedule schedule;
    private final Node node;

    Brink(Schedule schedule, Node node) {
        this.schedule = schedule;
        this.node = node;
    }

    @Override
    public void before() {
        mustLive();
        if (schedule.simulationStage().isEmpty()) {
            return;
        }
        schedule.simulationStage().pause("before a commit");
        if (schedule.weather().refusesTransaction()) {
            schedule.note("the database takes nothing");
            throw new Away("the database did not take it");
        }
    }

    @Override
    public void after() {
        mustLive();
        schedule.stored();
        if (schedule.simulationStage().isEmpty()) {
            return;
        }
        schedule.simulationStage().pause("after a commit");
        if (schedule.weather().hidesTransaction()) {
            schedule.note("the database says nothing");
            throw new Away("the database did not say whether it took it");
        }
    }

    private void mustLive() {
        if (!node.lives()) {
            throw new Crashed();
        }
    }

    /** The database is away. */
    private static final class Away extends RuntimeException {
        Away(String message) {
            super(message);
        }
    }
}
