package dev.keydesk.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The log of the bots, kept aside: thousands of schedules would drown everything else. */
final class Log extends AppenderBase<ILoggingEvent> {
    private static final Log SHARED = new Log();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** From now on the log goes here alone. */
    static void takeOver() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.INFO);
        SHARED.setContext(root.getLoggerContext());
        SHARED.start();
        root.addAppender(SHARED);
    }

    static String heard() {
        synchronized (SHARED.heard) {
            return String.join("\n", SHARED.heard);
        }
    }

    static void forget() {
        SHARED.heard.clear();
    }

    @Override
    protected void append(ILoggingEvent event) {
        heard.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            heard.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }
}
