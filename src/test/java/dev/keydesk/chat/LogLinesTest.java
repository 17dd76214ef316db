package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

class LogLinesTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.slack.api.methods.impl.MethodsClientImpl",
                "com.slack.api.app_backend.SlackSignature",
                "com.slack.api.util.http.listener.DetailedLoggingListener",
                "okhttp3.internal.http2.Http2",
                "org.eclipse.jetty.server.Server",
                "com.zaxxer.hikari.pool.HikariPool",
                "com.github.kagkarlsson.scheduler.Scheduler"
            })
    void libraries_that_print_what_they_carry_are_quiet(String library) {
        var logger = (Logger) LoggerFactory.getLogger(library);

        assertThat(logger.isInfoEnabled()).isFalse();
        assertThat(logger.isErrorEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.azure.identity.ClientSecretCredential", "com.microsoft.aad.msal4j.X"})
    void libraries_that_quote_the_answers_of_the_token_endpoint_are_silent(String library) {
        assertThat(LoggerFactory.getLogger(library).isErrorEnabled()).isFalse();
    }

    @Test
    void bolts_parser_that_prints_whole_bodies_as_warnings_is_silent() {
        var logger = (Logger) LoggerFactory.getLogger("com.slack.api.bolt.util.SlackRequestParser");

        assertThat(logger.isErrorEnabled()).isFalse();
    }

    @Test
    void our_own_events_are_told() {
        assertThat(LoggerFactory.getLogger("dev.keydesk.Anything").isInfoEnabled()).isTrue();
    }

    @Test
    void what_people_type_cannot_look_like_an_event_of_its_own() {
        String line = written("name: a\n2026-11-22T00:00:00.000Z level=ERROR forged", null);

        assertThat(line.strip()).doesNotContain("\n").contains("level=INFO logger=LogLinesTest");
    }

    @Test
    void a_stack_trace_stays_on_the_line_of_its_event() {
        String line = written("it failed", new IllegalStateException("because\nof this"));

        assertThat(line.strip())
                .doesNotContain("\n")
                .contains("IllegalStateException")
                .contains("LogLinesTest");
    }

    private String written(String message, @Nullable Throwable thrown) {
        var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("stdout");
        var encoder = (PatternLayoutEncoder) appender.getEncoder();
        var logger = (Logger) LoggerFactory.getLogger(LogLinesTest.class);
        var event = new LoggingEvent("", logger, Level.INFO, message, thrown, null);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
