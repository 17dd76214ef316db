package dev.keydesk.simulation;

import dev.keydesk.sandbox.Question;
import dev.keydesk.sandbox.Told;

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
final class Line implements Interceptor {
    private final Schedule schedule;
    private final Node node;

    Line(Schedule schedule, Node node) {
        this.schedule = schedule;
        this.node = node;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (!node.lives()) {
            throw new Crashed();
        }
        var request = chain.request();
        var question = question(request);
        var call = schedule.nameOf(question);
        schedule.laws().leaves(question);
        var mishap = mishap(question);
        var happens = call + " " + mishap.getClass().getSimpleName();
        if (isChange(call)) {
            schedule.count(happens);
        } else {
            schedule.note(happens);
        }
        schedule.stage().pause("before " + call);
        var told = met(mishap, question, call, patience(chain));
        if (mishap instanceof Mishap.None && isChange(call) && told.status() < 300) {
            schedule.laws().changes(question.address().getPath());
        }
        schedule.stage().pause("after " + call);
        return response(request, told);
    }

    private Mishap mishap(Question question) {
        if (!schedule.isEntra(question)) {
            return schedule.weather().toSlack();
        }
        return question.method().equals("GET")
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

    private Told met(Mishap mishap, Question question, String call, Duration patience)
            throws IOException {
        return switch (mishap) {
            case Mishap.None _, Mishap.Twice _ -> schedule.answer(question);
            case Mishap.Stale(var behind) -> schedule.answerBehind(question, behind);
            case Mishap.LostBefore _ -> throw new SocketException("Connection reset");
            case Mishap.LostAfter _ -> {
                schedule.answer(question);
                schedule.stage().pause("after " + call + ", lost");
                throw new SocketException("Connection reset");
            }
            case Mishap.Slow(var delay) -> slow(question, call, delay, patience);
            case Mishap.Refused(var status, var headers, var body) ->
                    new Told(status, headers, body);
            case Mishap.RefusedAfter(var status, var headers, var body) -> {
                schedule.answer(question);
                yield new Told(status, headers, body);
            }
        };
    }

    private Told slow(Question question, String call, Duration delay, Duration patience)
            throws IOException {
        var now = schedule.now();
        if (delay.compareTo(patience) < 0) {
            schedule.stage().pauseUntil("slow " + call, now.plus(delay));
            return schedule.answer(question);
        }
        schedule.later("late " + call, now.plus(delay), () -> schedule.answer(question));
        schedule.stage().pauseUntil("waiting in vain for " + call, now.plus(patience));
        throw new SocketTimeoutException("timeout");
    }

    /** Reading the body is what sending it would be. */
    private static Question question(Request request) throws IOException {
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
        return new Question(request.method(), request.url().uri(), headers, body.readUtf8());
    }

    private static Response response(Request request, Told told) {
        var type = told.headers().getOrDefault("Content-Type", "application/json");
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(told.status())
                .message("")
                .headers(Headers.of(told.headers()))
                .body(ResponseBody.create(told.body(), MediaType.parse(type)))
                .build();
    }
}
