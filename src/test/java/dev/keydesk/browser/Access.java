package dev.keydesk.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;

import java.util.List;
import java.util.stream.Stream;

/** What axe-core finds on a page that would keep somebody out. */
public final class Access {
    private Access() {}

    /** In the light and in the dark. */
    public static List<String> findings(Page page) {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .flatMap(scheme -> findings(page, scheme))
                .toList();
    }

    private static Stream<String> findings(Page page, ColorScheme scheme) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        // The newer mode opens a tab for each look, and there are no frames here to go into.
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(rule -> "%s: %s".formatted(scheme, inWords(rule)));
    }

    private static String inWords(Rule rule) {
        return "%s (%s) at %s"
                .formatted(
                        rule.getHelp(),
                        rule.getId(),
                        rule.getNodes().stream().map(node -> node.getTarget().toString()).toList());
    }
}
