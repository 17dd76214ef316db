package dev.keydesk.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that passes on what is encrypted ({@code CONNECT}, RFC 9110), with a user and a password
 * if it is told so. It alone knows where the names of a test lead.
 */
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final List<String> passedOn = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String wanted = "";
    private volatile String scheme = "Basic realm=\"proxy\"";
    private volatile String blocks = "";

    public ConnectProxy() throws IOException {
        Thread.startVirtualThread(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on that name leads to that port of this machine. */
    public ConnectProxy leads(String host, int to) {
        known.put(host + ":443", to);
        return this;
    }

    /** From now on nobody passes without saying this, with a colon between. */
    public void wants(String userAndPassword) {
        wanted =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on nobody passes without a ticket of the company's. */
    public void wantsSomethingElse() {
        wanted = "Negotiate a-ticket";
        scheme = "Negotiate";
    }

    /** From now on everybody is answered this instead. */
    public void blocks(String statusLine) {
        blocks = statusLine;
    }

    /** Where it led, once for each connection. */
    public List<String> passedOn() {
        return passedOn;
    }

    /** Whom it sent away. */
    public List<String> refused() {
        return refused;
    }

    private void listen() {
        try {
            while (true) {
                var caller = listening.accept();
                Thread.startVirtualThread(() -> serve(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller) {
            var head = head(caller.getInputStream());
            var lines = head.split("\r\n", -1);
            var target = lines[0].split(" ", -1)[1];
            var answer = answerTo(target, lines);
            if (!answer.startsWith("200")) {
                refused.add(target);
                say(caller, answer);
                return;
            }
            passedOn.add(target);
            try (var server =
                    new Socket(InetAddress.getLoopbackAddress(), known.getOrDefault(target, 0))) {
                open.add(server);
                say(caller, answer);
                var back = Thread.startVirtualThread(() -> pour(server, caller));
                pour(caller, server);
                back.join();
            }
        } catch (IOException over) {
            // One of the two has hung up.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String answerTo(String target, String[] head) {
        if (!blocks.isEmpty()) {
            return blocks;
        }
        if (!wanted.isEmpty() && !said(head).equals(wanted)) {
            return "407 Proxy Authentication Required\r\nProxy-Authenticate: " + scheme;
        }
        return known.containsKey(target) ? "200 Connection established" : "503 No such host";
    }

    private static String said(String[] head) {
        for (var line : head) {
            if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: ")) {
                return line.substring(line.indexOf(' ') + 1);
            }
        }
        return "";
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(Socket to, String answer) throws IOException {
        var end = answer.startsWith("200") ? "" : "Content-Length: 0\r\nConnection: close\r\n";
        to.getOutputStream()
                .write(
                        ("HTTP/1.1 " + answer + "\r\n" + end + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static void pour(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One of the two has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
