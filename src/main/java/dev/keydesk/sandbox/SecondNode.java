package dev.keydesk.sandbox;

import dev.keydesk.KeydeskInstance;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A second node of the same company, until it is closed. */
public final class SecondNode implements AutoCloseable {
    private final KeydeskInstance bot;
    private final Consumer<SecondNode> leaving;
    private final AtomicBoolean closed = new AtomicBoolean();

    SecondNode(KeydeskInstance bot, Consumer<SecondNode> leaving) {
        this.bot = bot;
        this.leaving = leaving;
    }

    public KeydeskInstance bot() {
        return bot;
    }

    /** The gateway stops using it first, as in an orderly deployment. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            leaving.accept(this);
            bot.close();
        }
    }
}
