package dev.keydesk.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The way to a PostgreSQL server, which can be cut and mended: while it is cut, nothing passes and
 * nobody is let in. It can also lose the answer to one commit that was done.
 */
public final class CutLine implements AutoCloseable {
    private static final String COMMITTED = "COMMIT\0";
    private static final int AT_ONCE = 16 * 1024;

    private final int server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Optional<String>> awaited =
            new AtomicReference<>(Optional.empty());
    private volatile boolean cut;

    public CutLine(int server) {
        this.server = server;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
        Thread.ofVirtual().name("line").start(this::letIn);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Everything that is open breaks, and nobody is let in. */
    public void cut() {
        cut = true;
        open.forEach(CutLine::shut);
    }

    public void mend() {
        cut = false;
    }

    /**
     * Loses the answer to the commit of the next transaction that says this; from then on the line
     * is as before.
     *
     * @param words that stand in a statement or in a value of that transaction
     */
    public void loseAnswerToCommitOf(String words) {
        awaited.set(Optional.of(words));
    }

    /** Whether that has happened. */
    public boolean hasLostIt() {
        return awaited.get().isEmpty();
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                serve(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        var behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(behind);
        if (cut) {
            cut();
        }
        var pair = new Pair(client, behind);
        Thread.ofVirtual().name("to-server").start(pair::ask);
        Thread.ofVirtual().name("from-server").start(pair::answer);
    }

    /** One connection, and whether the awaited transaction is open on it. */
    private final class Pair {
        private final Socket client;
        private final Socket behind;
        private volatile boolean hasSaidIt;

        Pair(Socket client, Socket behind) {
            this.client = client;
            this.behind = behind;
        }

        void ask() {
            pass(client, behind, this::listen);
        }

        void answer() {
            pass(behind, client, this::loses);
        }

        private boolean listen(String said) {
            if (awaited.get().filter(said::contains).isPresent()) {
                hasSaidIt = true;
            }
            return false;
        }

        private boolean loses(String said) {
            if (hasSaidIt && said.contains(COMMITTED)) {
                awaited.set(Optional.empty());
                return true;
            }
            return false;
        }

        private void pass(Socket from, Socket to, Ear ear) {
            try (from;
                    to) {
                pass(from.getInputStream(), to.getOutputStream(), ear);
            } catch (IOException broken) {
                // Both ends are closed, and whoever was speaking notices that.
            } finally {
                open.remove(from);
                open.remove(to);
            }
        }

        private void pass(InputStream from, OutputStream to, Ear ear) throws IOException {
            var bytes = new byte[AT_ONCE];
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                var said = Arrays.copyOf(bytes, read);
                if (ear.isTheEnd(new String(said, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                to.write(said);
                to.flush();
            }
        }
    }

    private interface Ear {
        boolean isTheEnd(String said);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException harmless) {
            throw new UncheckedIOException(harmless);
        }
    }
}
