package dev.keydesk.browser;

import com.microsoft.playwright.Browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one running Chromium to all tests of a process. Where the machine has none they are
 * skipped, each of them by itself so that the count shows how many, and the log says once what to
 * install.
 */
public final class WithChromium implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(WithChromium.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()
                || Chromium.among(Chromium.USUAL_PLACES).isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Chromium, or nothing to run yet");
        }
        var reason = Chromium.missing(Chromium.USUAL_PLACES);
        run(context).computeIfAbsent("told", _ -> told(reason), Boolean.class);
        return ConditionEvaluationResult.disabled(reason);
    }

    /** The reason of a skipped test stands in its report only, where hardly anybody looks. */
    private static Boolean told(String reason) {
        System.err.println(reason);
        return true;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Running.CHROMIUM.browser();
    }

    /**
     * For as long as the process lives. The build's launcher opens a session for each class of
     * tests, and a browser takes seconds to start. It ends with the process that talks to it.
     */
    private static final class Running {
        static final Chromium CHROMIUM =
                Chromium.start(Chromium.among(Chromium.USUAL_PLACES).orElseThrow());
    }

    private static Store run(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, OURS);
    }
}
