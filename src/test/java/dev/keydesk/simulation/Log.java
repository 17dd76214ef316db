package dev.keydesk.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/**
 * The log of the bots while a schedule plays, kept aside: thousands of schedules would drown
 * everything else. Closing it lets the others write again.
 */
final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level usual = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    private Log() {}

    /** From now on the log goes here alone. */
    static Log takeOver() {
        var log = new Log();
        log.root.iteratorForAppenders().forEachRemaining(log.others::add);
        log.others.forEach(log.root::detachAppender);
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.setLevel(Level.INFO);
        log.root.addAppender(log);
        return log;
    }

    /** Everything that was written. */
    synchronized String heard() {
        return String.join("\n", heard);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        heard.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            heard.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(usual);
        others.forEach(root::addAppender);
        stop();
    }
}
