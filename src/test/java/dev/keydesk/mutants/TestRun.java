package dev.keydesk.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** Runs a test of a changed program. */
final class TestRun {
    private TestRun() {}

    /** How a program's classes are found. */
    @FunctionalInterface
    private interface Classes {
        Class<?> load(String name) throws ClassNotFoundException;
    }

    /**
     * Whether it is red.
     *
     * @param test below the root of our packages: a class, {@code class#method}, or {@code
     *     class#method#CONSTANT} for a test that is run for each constant of an enum
     * @throws IllegalStateException if the test is not there, since nothing would be red then
     */
    static boolean isRed(ChangedProgram program, String test) throws ClassNotFoundException {
        return isRed(program::load, test);
    }

    /**
     * A test that is red anyway notices nothing.
     *
     * @throws IllegalStateException naming the first one that is red
     */
    static void expectGreen(List<String> tests) throws ClassNotFoundException {
        for (var test : tests) {
            if (isRed(Class::forName, test)) {
                throw new IllegalStateException("red without any change: " + test);
            }
        }
    }

    /**
     * @throws IllegalStateException if there is no such test
     */
    static void expectThere(String test) throws ClassNotFoundException {
        selector(Class::forName, test);
    }

    private static boolean isRed(Classes classes, String test) throws ClassNotFoundException {
        var request = LauncherDiscoveryRequestBuilder.request().selectors(selector(classes, test));
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        var summary = listener.getSummary();
        if (summary.getTestsStartedCount() == 0 && summary.getTotalFailureCount() == 0) {
            throw new IllegalStateException("this was not run: " + test);
        }
        return summary.getTotalFailureCount() > 0;
    }

    private static DiscoverySelector selector(Classes classes, String test)
            throws ClassNotFoundException {
        var parts = test.split("#", 3);
        var of = classes.load("dev.keydesk." + parts[0]);
        if (parts.length == 1) {
            return selectClass(of);
        }
        var method = method(of, parts[1]);
        MethodSelector whole = selectMethod(of, method);
        return parts.length == 2
                ? whole
                : selectIteration(whole, place(method.getParameterTypes()[0], parts[2]));
    }

    private static Method method(Class<?> of, String name) {
        return Arrays.stream(of.getDeclaredMethods())
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(of + " has no test " + name));
    }

    /** JUnit counts the runs of such a test in the order of the constants. */
    private static int place(Class<?> type, String constant) {
        var names = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
        if (!names.contains(constant)) {
            throw new IllegalStateException(type + " has no " + constant);
        }
        return names.indexOf(constant);
    }
}
