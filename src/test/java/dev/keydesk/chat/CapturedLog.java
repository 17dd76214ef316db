package dev.keydesk.chat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is logged while it is open, messages and stack traces, from every library. */
public final class CapturedLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Map<Logger, Level> before = new LinkedHashMap<>();

    private CapturedLog() {
        appender.start();
        root.addAppender(appender);
    }

    public static CapturedLog open() {
        return new CapturedLog();
    }

    /** As an operator would who looks for a fault. */
    public static CapturedLog atDebug(String... loggers) {
        var log = new CapturedLog();
        Arrays.stream(loggers)
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .forEach(log::lower);
        return log;
    }

    private void lower(Logger logger) {
        before.put(logger, logger.getLevel());
        logger.setLevel(Level.DEBUG);
    }

    public List<String> lines() {
        return List.copyOf(appender.list).stream().map(CapturedLog::line).toList();
    }

    /** The lines since the last time; they are forgotten here, so a long run keeps none. */
    public List<String> drain() {
        // Whoever logs holds the appender too.
        synchronized (appender) {
            var lines = lines();
            appender.list.clear();
            return lines;
        }
    }

    private static String line(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        before.forEach(Logger::setLevel);
    }
}
