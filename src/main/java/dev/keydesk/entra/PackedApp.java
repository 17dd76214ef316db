package dev.keydesk.entra;

import dev.keydesk.entra.AppRegistration.Secret;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * An app registration as a run of bytes: about a third of what its objects take, which is what lets
 * a hundred thousand of them stay in memory. Tags and certificates are not in it: nobody who
 * chooses an app asks for them. Times are kept to the millisecond, as in rows.
 *
 * <p>Object id, client id and name come first, so that a search reads them without unpacking the
 * rest. The form is never stored; it may change with every release.
 */
final class PackedApp {
    private static final int LENGTH = Integer.BYTES;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;

    private PackedApp(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedApp of(AppRegistration app) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            write(out, app.objectId());
            write(out, app.clientId());
            write(out, app.name());
            write(out, app.signInAudience());
            out.writeInt(app.secrets().size());
            for (var secret : app.secrets()) {
                write(out, secret.keyId());
                write(out, secret.name());
                write(out, secret.hint());
                write(out, secret.start());
                write(out, secret.end());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new PackedApp(bytes.toByteArray());
    }

    AppRegistration unpack() {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var objectId = readText(in);
            var clientId = readText(in);
            var name = readText(in);
            var audience = readText(in);
            var secrets = new ArrayList<Secret>();
            for (int left = in.readInt(); left > 0; left--) {
                secrets.add(
                        new Secret(
                                readText(in),
                                readOptional(in),
                                readOptional(in),
                                readInstant(in),
                                readInstant(in)));
            }
            return new AppRegistration(objectId, clientId, name, audience, secrets);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String objectId() {
        return text(0);
    }

    String clientId() {
        return text(after(0));
    }

    String name() {
        return text(after(after(0)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedApp that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private String text(int at) {
        return new String(bytes, at + LENGTH, length(at), StandardCharsets.UTF_8);
    }

    private int after(int at) {
        return at + LENGTH + length(at);
    }

    private int length(int at) {
        return (int) INT.get(bytes, at);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        write(out, text.orElse(""));
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.toEpochMilli());
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        var text = readText(in);
        return present ? Optional.of(text) : Optional.empty();
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }
}
