package dev.keydesk.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.logging.SafeTrace;
import dev.keydesk.web.HealthProbe.State;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The servlets at {@code /health} and {@code /ready}, with JSON that names each part.
 *
 * <p>Health is 200 as long as the process can answer, because a restart does not repair Slack or
 * Entra. Ready is 503 while a part is down that people need.
 */
final class ProbePage extends HttpServlet {
    private static final Logger log = LoggerFactory.getLogger(ProbePage.class);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final transient Supplier<List<HealthProbe>> probes;
    private final boolean askedForReadiness;

    private ProbePage(Supplier<List<HealthProbe>> probes, boolean askedForReadiness) {
        this.probes = probes;
        this.askedForReadiness = askedForReadiness;
    }

    static ProbePage health(Supplier<List<HealthProbe>> probes) {
        return new ProbePage(probes, false);
    }

    static ProbePage ready(Supplier<List<HealthProbe>> probes) {
        return new ProbePage(probes, true);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var seen = look();
        boolean ready = seen.stream().noneMatch(healthProbe -> healthProbe.state() == State.DOWN);
        if (askedForReadiness && !ready) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        response.setContentType("application/json; charset=utf-8");
        JSON.writeValue(response.getOutputStream(), page(ready, seen));
    }

    private List<HealthProbe> look() {
        try {
            return probes.get();
        } catch (RuntimeException | Error e) {
            log.error("The parts could not be checked", SafeTrace.of(e));
            return List.of(HealthProbe.down("probes", "looking at the parts failed; see the log"));
        }
    }

    private static Map<String, Object> page(boolean ready, List<HealthProbe> seen) {
        var parts = new LinkedHashMap<String, Object>();
        for (var healthProbe : seen) {
            var facts = new LinkedHashMap<String, String>();
            facts.put("state", healthProbe.state().name().toLowerCase(Locale.ROOT));
            facts.put("detail", healthProbe.detail());
            parts.put(healthProbe.part(), facts);
        }
        var page = new LinkedHashMap<String, Object>();
        page.put("ready", ready);
        page.put("parts", parts);
        return page;
    }
}
