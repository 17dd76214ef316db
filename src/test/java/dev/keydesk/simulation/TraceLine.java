package dev.keydesk.simulation;

import dev.keydesk.sandbox.SimulatedRequest;
import dev.keydesk.sandbox.SimulatedResponse;

import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

import okio.Buffer;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One bot's way to Slack and to Entra: no socket, but everything a network can do to a call. Others
 * may act before a call arrives and before its answer is back.
 */
final class TraceLine implements Interceptor {
    private final Schedule schedule;
    private final Node node;

    TraceLine(Schedule schedule, Node node) {
        this.schedule = schedule;
        this.node = node;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!node.lives()) {
            throw new Crashed();
        }
        var request = chain.request();
        var simulatedRequest = question(request);
        var call = schedule.nameOf(simulatedRequest);
        schedule.laws().leaves(simulatedRequest);
        var mishap = mishap(simulatedRequest);
        var happens = call + " " + mishap.getClass().getSimpleName();
        if (isChange(call)) {
            schedule.count(happens);
        } else {
            schedule.note(happens);
        }
        schedule.simulationStage().pause("before " + call);
        var simulatedResponse = met(mishap, simulatedRequest, call, patience(chain));
        if (mishap instanceof Mishap.None && isChange(call) && simulatedResponse.status() < 300) {
            schedule.laws().changes(simulatedRequest.address().getPath());
        }
        schedule.simulationStage().pause("after " + call);
        return response(request, simulatedResponse);
    }

    private Mishap mishap(SimulatedRequest simulatedRequest) {
        if (!schedule.isEntra(simulatedRequest)) {
            return schedule.weather().toSlack();
        }
        return simulatedRequest.method().equals("GET")
                ? schedule.weather().toEntraReading()
                : schedule.weather().toEntra();
    }

    private static boolean isChange(String call) {
        return call.equals("addPassword") || call.equals("removePassword");
    }

    /** Views are shown while somebody waits; the client's own limit says how long that is. */
    private static Duration patience(Chain chain) {
        return Duration.ofNanos(chain.call().timeout().timeoutNanos());
    }

    private SimulatedResponse met(
            Mishap mishap, SimulatedRequest simulatedRequest, String call, Duration patience)
            throws IOException {
        return switch (mishap) {
            case Mishap.None _, Mishap.Twice _ -> schedule.answer(simulatedRequest);
            case Mishap.Stale(var behind) -> schedule.answerBehind(simulatedRequest, behind);
            case Mishap.LostBefore _ -> throw new SocketException("Connection reset");
            case Mishap.LostAfter _ -> {
                schedule.answer(simulatedRequest);
                schedule.simulationStage().pause("after " + call + ", lost");
                throw new SocketException("Connection reset");
            }
            case Mishap.Slow(var delay) -> slow(simulatedRequest, call, delay, patience);
            case Mishap.Refused(var status, var headers, var body) ->
                    new SimulatedResponse(status, headers, body);
            case Mishap.RefusedAfter(var status, var headers, var body) -> {
                schedule.answer(simulatedRequest);
                yield new SimulatedResponse(status, headers, body);
            }
        };
    }

    private SimulatedResponse slow(
            SimulatedRequest simulatedRequest, String call, Duration delay, Duration patience)
            throws IOException {
        var now = schedule.now();
        if (delay.compareTo(patience) < 0) {
            schedule.simulationStage().pauseUntil("slow " + call, now.plus(delay));
            return schedule.answer(simulatedRequest);
        }
        schedule.later("late " + call, now.plus(delay), () -> schedule.answer(simulatedRequest));
        schedule.simulationStage().pauseUntil("waiting in vain for " + call, now.plus(patience));
        throw new SocketTimeoutException("timeout");
    }

    /** Reading the body is what sending it would be. */
    private static SimulatedRequest question(Request request) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
        var body = new Buffer();
        var sent = request.body();
        if (sent != null) {
            sent.writeTo(body);
            MediaType type = sent.contentType();
            if (type != null) {
                headers.put("Content-Type", type.toString());
            }
        }
        return new SimulatedRequest(
                request.method(), request.url().uri(), headers, body.readUtf8());
    }

    private static Response response(Request request, SimulatedResponse simulatedResponse) {
        var type = simulatedResponse.headers().getOrDefault("Content-Type", "application/json");
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(simulatedResponse.status())
                .message("")
                .headers(Headers.of(simulatedResponse.headers()))
                .body(ResponseBody.create(simulatedResponse.body(), MediaType.parse(type)))
                .build();
    }
}
