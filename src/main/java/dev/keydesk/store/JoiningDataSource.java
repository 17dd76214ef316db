package dev.keydesk.store;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Gives out the connection of the transaction that is open on this thread, with its ending kept
 * from the borrower: closing, committing or rolling back stays with the one who began it.
 */
final class JoiningDataSource implements DataSource {
    private final DataSource own;
    private final Supplier<@Nullable Connection> open;

    JoiningDataSource(DataSource own, Supplier<@Nullable Connection> open) {
        this.own = own;
        this.open = open;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = open.get();
        return connection == null ? own.getConnection() : borrowed(connection);
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
