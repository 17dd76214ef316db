package dev.keydesk.stories;

import com.slack.api.bolt.App;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.slack.SlackGate;
import dev.keydesk.web.WebServer;

import jakarta.servlet.http.HttpServlet;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a running desk takes from outside, read from the desk itself, so that nothing can be
 * forgotten in a list beside it. Bolt tells nobody what was registered with it, and neither does
 * the web server; hence the look into their fields.
 */
public final class RegisteredActions {
    private static final Pattern LITERAL = Pattern.compile("\\^?\\\\Q(.*)\\\\E\\$?");

    private RegisteredActions() {}

    /**
     * Everything that Bolt has a handler for, as its kind and its name, such as {@code blockAction
     * approve}.
     */
    public static Set<String> inSlack(KeydeskInstance desk) {
        var app = (App) read(desk.web().servlet("/slack/events"), SlackGate.class, "app");
        var all = new TreeSet<String>();
        Arrays.stream(App.class.getDeclaredFields())
                .filter(field -> field.getName().endsWith("Handlers"))
                .forEach(field -> {
                    var kind = field.getName().replaceFirst("Handlers$", "");
                    ((Map<?, ?>) read(app, field))
                            .keySet()
                            .forEach(key -> all.add(kind + " " + literal(String.valueOf(key))));
                });
        return all;
    }

    private static String literal(String pattern) {
        var matcher = LITERAL.matcher(pattern);
        return matcher.matches() ? matcher.group(1) : pattern;
    }

    /** The paths of the web server that take what people post. */
    static Set<String> posts(KeydeskInstance desk) {
        var servlets = (Map<?, ?>) read(desk.web(), WebServer.class, "servlets");
        var all = new TreeSet<String>();
        servlets.forEach((path, servlet) -> {
            if (takesPosts((HttpServlet) servlet)) {
                all.add(String.valueOf(path));
            }
        });
        return all;
    }

    private static boolean takesPosts(HttpServlet servlet) {
        return Arrays.stream(servlet.getClass().getDeclaredMethods())
                .anyMatch(it -> it.getName().equals("doPost") || it.getName().equals("service"));
    }

    private static Object read(Object of, Class<?> type, String field) {
        try {
            return read(of, type.getDeclaredField(field));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(Object of, Field field) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
