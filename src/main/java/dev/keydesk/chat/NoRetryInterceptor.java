package dev.keydesk.chat;

import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;

import okio.BufferedSink;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Keeps OkHttp from sending a request twice, and records whether it was sent. OkHttp repeats a POST
 * if its pooled connection breaks, and a message that was posted twice cannot be taken back. Trying
 * another address before anything was sent stays allowed.
 */
final class NoRetryInterceptor implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var original = request.body();
        if (original == null) {
            return chain.proceed(request);
        }
        var body = new OneShot(original);
        try {
            return chain.proceed(request.newBuilder().method(request.method(), body).build());
        } catch (IOException e) {
            throw body.started ? e : new NeverSent(e);
        }
    }

    static boolean mayHaveArrived(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NeverSent) {
                return false;
            }
        }
        return true;
    }

    private static final class NeverSent extends IOException {
        NeverSent(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class OneShot extends RequestBody {
        private final RequestBody body;
        private volatile boolean started;

        OneShot(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            started = true;
            body.writeTo(sink);
        }
    }
}
