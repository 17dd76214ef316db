package dev.keydesk.chat;

import com.slack.api.methods.SlackApiTextResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The fields of every answer of the Web API; a subclass adds those that Keydesk reads of one
 * method. The SDK's own classes hold whole messages, channels and views, and for each answer it
 * makes a reader for every kind of block again. That took a third of the processor time of a
 * command and a sixth of that of a job.
 */
abstract class SlackAnswer implements SlackApiTextResponse {
    private boolean ok;
    private @Nullable String warning;
    private @Nullable String error;
    private @Nullable String needed;
    private @Nullable String provided;
    private transient @Nullable Map<String, List<String>> httpResponseHeaders;

    @Override
    public boolean isOk() {
        return ok;
    }

    @Override
    public void setOk(boolean ok) {
        this.ok = ok;
    }

    @Override
    public @Nullable String getWarning() {
        return warning;
    }

    @Override
    public void setWarning(@Nullable String warning) {
        this.warning = warning;
    }

    @Override
    public @Nullable String getError() {
        return error;
    }

    @Override
    public void setError(@Nullable String error) {
        this.error = error;
    }

    @Override
    public @Nullable String getNeeded() {
        return needed;
    }

    @Override
    public void setNeeded(@Nullable String needed) {
        this.needed = needed;
    }

    @Override
    public @Nullable String getProvided() {
        return provided;
    }

    @Override
    public void setProvided(@Nullable String provided) {
        this.provided = provided;
    }

    @Override
    public @Nullable Map<String, List<String>> getHttpResponseHeaders() {
        return httpResponseHeaders;
    }

    @Override
    public void setHttpResponseHeaders(@Nullable Map<String, List<String>> headers) {
        this.httpResponseHeaders = headers;
    }
}
