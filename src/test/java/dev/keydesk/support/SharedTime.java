package dev.keydesk.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's time plus what it was moved ahead, which stands in a file of eight bytes. Every
 * process that has the file open is moved along at the same instant, also one that starts later.
 */
public final class SharedTime implements InstantSource {
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer aheadMillis;

    private SharedTime(ByteBuffer aheadMillis) {
        this.aheadMillis = aheadMillis;
    }

    public static SharedTime in(Path file) {
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            return new SharedTime(channel.map(MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    public void pass(Duration howLong) {
        long before = (long) LONG.getAndAdd(aheadMillis, 0, howLong.toMillis());
        assert before >= 0;
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plusMillis((long) LONG.getVolatile(aheadMillis, 0));
    }
}
