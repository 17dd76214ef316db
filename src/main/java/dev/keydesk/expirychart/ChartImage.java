package dev.keydesk.expirychart;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/**
 * Draws the chart as a PNG. It uses a font of its own, because a container may have none, and a
 * background of its own, so that it is readable in Slack's dark and light themes.
 *
 * <p>Nothing of it is loaded before the first picture is needed, because Java's graphics take a
 * while to start.
 */
final class ChartImage {
    /** Twice the size at which Slack shows it, for high-resolution screens. */
    private static final int WIDTH = 1200;

    private static final int HEIGHT = 480;

    private static final Color GROUND = new Color(0xFF, 0xFF, 0xFF);
    private static final Color BARS = new Color(0x1F, 0x3A, 0x5F);
    private static final Color INK = new Color(0x1D, 0x1C, 0x1D);
    private static final Color LINES = new Color(0xDD, 0xDD, 0xDD);

    /** So that a single credential is not drawn as a bar over the whole height. */
    private static final int LOWEST_TOP = 4;

    private final Font font;

    private ChartImage(Font font) {
        this.font = font;
    }

    static ChartImage ready() {
        // A display that happens to exist is not used.
        System.setProperty("java.awt.headless", "true");
        return new ChartImage(font("LiberationSans-Regular.ttf"));
    }

    private static Font font(String name) {
        try (var file = ChartImage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("this build lacks the font " + name);
            }
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the font " + name, unreadable);
        } catch (FontFormatException damaged) {
            throw new IllegalStateException("the font %s is damaged".formatted(name), damaged);
        }
    }

    byte[] png(ExpiryChart expiryChart) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(BitmapEncoder.getBufferedImage(chart(expiryChart)), "png", bytes)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture in memory", impossible);
        }
    }

    private CategoryChart chart(ExpiryChart expiryChart) {
        var chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Credentials that expire, by month")
                        .build();
        style(chart, Collections.max(expiryChart.ending()));
        chart.addSeries("credentials", labels(expiryChart), expiryChart.ending());
        return chart;
    }

    /** Returns each month with its number, which is readable however short the bar is. */
    private static List<String> labels(ExpiryChart expiryChart) {
        var names = expiryChart.names();
        return IntStream.range(0, ExpiryChart.COUNT)
                .mapToObj(month ->
                        "%s: %s".formatted(names.get(month), expiryChart.ending().get(month)))
                .toList();
    }

    private void style(CategoryChart chart, int most) {
        var style = chart.getStyler();
        style.setBaseFont(font.deriveFont(24f));
        style.setChartTitleFont(font.deriveFont(30f));
        style.setAxisTickLabelsFont(font.deriveFont(22f));
        style.setChartBackgroundColor(GROUND);
        style.setPlotBackgroundColor(GROUND);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(LINES);
        style.setPlotGridVerticalLinesVisible(false);
        style.setChartFontColor(INK);
        style.setAxisTickLabelsColor(INK);
        style.setSeriesColors(new Color[] {BARS});
        style.setLegendVisible(false);
        style.setXAxisLabelRotation(45);
        style.setChartPadding(24);
        style.setYAxisMin(0.0);
        style.setYAxisMax((double) Math.max(LOWEST_TOP, most));
        style.setYAxisDecimalPattern("0");
        style.setLocale(Locale.ENGLISH);
    }
}
