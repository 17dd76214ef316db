package dev.keydesk.store;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Hands out the connection of this thread's open transaction. Closing, committing and rolling back
 * are ignored on it; they stay with the code that began the transaction.
 */
final class JoiningDataSource implements DataSource {
    private final DataSource own;
    private final Supplier<@Nullable Connection> open;
    private final int tries;

    JoiningDataSource(DataSource own, Supplier<@Nullable Connection> open) {
        this(own, open, 1);
    }

    /**
     * The same for a pool with short waits.
     *
     * @param tries how often a separate connection is waited for. Only the scheduler asks for one,
     *     nobody waits for its answer, and a failure would leave a job claimed
     */
    JoiningDataSource(DataSource own, Supplier<@Nullable Connection> open, int tries) {
        this.own = own;
        this.open = open;
        this.tries = tries;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = open.get();
        return connection == null ? ofItsOwn() : borrowed(connection);
    }

    private Connection ofItsOwn() throws SQLException {
        for (int tried = 1; tried < tries; tried++) {
            try {
                return own.getConnection();
            } catch (SQLTransientConnectionException busy) {
                // Another thread holds it for longer than a click may wait.
            }
        }
        return own.getConnection();
    }

    private static Connection borrowed(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        JoiningDataSource.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> forward(connection, method, arguments));
    }

    private static @Nullable Object forward(
            Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "close", "commit", "rollback", "setAutoCommit" -> {
                return null;
            }
            default -> {
                try {
                    return method.invoke(connection, arguments);
                } catch (InvocationTargetException wrapped) {
                    throw wrapped.getTargetException();
                }
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the database's settings say who we are");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return own.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        own.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        own.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return own.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return own.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return own.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return own.isWrapperFor(wanted);
    }
}
