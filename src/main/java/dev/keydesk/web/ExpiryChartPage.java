package dev.keydesk.web;

import dev.keydesk.expirychart.ChartPictures;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The servlet at {@code /months/{id}.png}: a chart for Slack to fetch. It shows months and numbers
 * to anybody who knows the id; every other address is the same 404.
 */
public final class ExpiryChartPage extends HttpServlet {
    private static final Pattern NAME = Pattern.compile("/([0-9a-f]{32})\\.png");

    private final transient ChartPictures chartPictures;

    /** Serves these charts. */
    public ExpiryChartPage(ChartPictures chartPictures) {
        this.chartPictures = chartPictures;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var name = NAME.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        var png = name.matches() ? chartPictures.png(name.group(1)) : Optional.<byte[]>empty();
        if (png.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("image/png");
        response.setContentLength(png.get().length);
        // The numbers of an address never change.
        response.setHeader("Cache-Control", "private, max-age=86400, immutable");
        response.getOutputStream().write(png.get());
    }
}
