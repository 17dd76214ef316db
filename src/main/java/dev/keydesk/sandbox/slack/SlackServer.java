package dev.keydesk.sandbox.slack;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The simulated Slack's HTTP server, on this machine only, with the planned faults. */
final class SlackServer implements AutoCloseable {
    private final SlackState slackState;
    private final WebApi webApi;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable LoopbackServer server;

    SlackServer(SlackState slackState, WebApi webApi) {
        this.slackState = slackState;
        this.webApi = webApi;
    }

    /** Does the work of a call and returns the answer. */
    private interface Work {
        SlackHttpAnswer perform(Optional<Fault> fault);
    }

    void start(int port) {
        server = LoopbackServer.http(port, this::serve);
        slackState.address.set(server.address().resolve("/"));
    }

    private void serve(HttpCall call) throws IOException, InterruptedException {
        var incoming = Incoming.read(call);
        switch (incoming.path().split("/", 3)[1]) {
            case "api" -> api(call, incoming);
            case "commands", "actions" -> responseUrl(call, incoming);
            case "upload" -> upload(call, incoming);
            default -> call.answer(404, Map.of(), "");
        }
    }

    private void api(HttpCall call, Incoming incoming) throws InterruptedException {
        String method = incoming.path().substring("/api/".length());
        serve(
                call,
                method,
                fault -> webApi.answer(method, incoming, fault),
                fault -> webApi.noteUndone(method, incoming, fault));
    }

    private void responseUrl(HttpCall call, Incoming incoming) throws InterruptedException {
        serve(
                call,
                "response_url",
                _ -> slackState.responseUrls.post(incoming.path(), incoming.body()),
                _ -> {});
    }

    private void upload(HttpCall call, Incoming incoming) throws InterruptedException {
        serve(
                call,
                "upload_url",
                _ -> slackState.uploads.bring(incoming.path(), incoming.body()),
                _ -> {});
    }

    private void serve(HttpCall call, String name, Work work, Consumer<Fault> undone)
            throws InterruptedException {
        Optional<Fault> planned = slackState.faults.take(name);
        if (planned.isEmpty()) {
            send(call, work.perform(planned));
            return;
        }
        switch (planned.get()) {
            case Fault.Refuse refuse -> {
                undone.accept(refuse);
                call.answer(refuse.status(), refuse.headers(), refuse.body());
            }
            case Fault.RefuseAfter refuse -> {
                work.perform(planned);
                call.answer(refuse.status(), refuse.headers(), refuse.body());
            }
            case Fault.AsUsual _ -> send(call, work.perform(Optional.empty()));
            case Fault.CutBefore cut -> {
                undone.accept(cut);
                call.hangUp();
            }
            case Fault.CutAfter _ -> {
                work.perform(planned);
                call.hangUp();
            }
            case Fault.HangBefore hang -> {
                undone.accept(hang);
                hang(call);
            }
            case Fault.HangAfter _ -> {
                work.perform(planned);
                hang(call);
            }
            case Fault.Slow slow -> {
                Thread.sleep(slow.delay());
                send(call, work.perform(planned));
            }
        }
    }

    private void hang(HttpCall call) throws InterruptedException {
        closing.await();
        call.hangUp();
    }

    private static void send(HttpCall call, SlackHttpAnswer answer) {
        call.answer(answer.status(), answer.headers(), answer.body());
    }

    @Override
    public void close() {
        closing.countDown();
        if (server != null) {
            server.close();
        }
    }
}
