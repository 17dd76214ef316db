package dev.keydesk.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

import dev.keydesk.config.ControlCharacters;

import org.slf4j.Logger;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The format of the log: one line for each event, in UTC, so that text which people type can never
 * look like an event of its own. Logback finds this class by itself.
 *
 * <p>It is not an XML file, because reading one takes a tenth of the time that a command needs to
 * start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogLines extends ContextAwareBase implements Configurator {
    /** The name of the only appender. */
    static final String APPENDER = "stdout";

    private static final String LINE =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\",UTC} level=%level logger=%logger{0}"
                    + " %replace(%msg){'"
                    + ControlCharacters.SEVERAL
                    + "',' '}"
                    + "%replace( %ex{24}){'"
                    + ControlCharacters.SEVERAL
                    + "\\s*',' | '}%nopex%n";

    /** Fixed here on purpose: no setting lowers them. */
    private static final Map<String, Level> QUIETER =
            Map.ofEntries(
                    // Below WARN these print what they send and receive.
                    Map.entry("com.slack.api", Level.WARN),
                    Map.entry("okhttp3", Level.WARN),
                    // At WARN it prints the body of every request that it does not recognise.
                    Map.entry("com.slack.api.bolt.util.SlackRequestParser", Level.OFF),
                    // At WARN it prints advice for developers; the gate logs it in one line.
                    Map.entry("com.slack.api.bolt.App", Level.ERROR),
                    // These quote the answers of the token endpoint; Keydesk logs the failure
                    // itself.
                    Map.entry("com.azure", Level.OFF),
                    Map.entry("com.microsoft", Level.OFF),
                    Map.entry("reactor", Level.OFF),
                    // It reports Microsoft's extensions of OpenAPI as unknown.
                    Map.entry("com.networknt", Level.ERROR),
                    Map.entry("org.eclipse.jetty", Level.WARN),
                    // Keydesk itself logs from where it could be loaded.
                    Map.entry("org.sqlite.SQLiteJDBCLoader", Level.OFF),
                    Map.entry("com.zaxxer", Level.WARN),
                    Map.entry("org.flywaydb", Level.WARN),
                    Map.entry("com.github.kagkarlsson", Level.WARN));

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(LINE);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName(APPENDER);
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        QUIETER.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
