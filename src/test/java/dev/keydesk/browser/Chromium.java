package dev.keydesk.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium of this machine, running. Nothing is ever downloaded for it. */
final class Chromium {
    static final List<Path> USUAL_PLACES =
            List.of(
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"),
                    Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** A name of this machine that a browser does not trust as it trusts 127.0.0.1. */
    static final String NAME_WITHOUT_TLS = "desk.example";

    private static final List<String> QUIETLY =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--host-resolver-rules=MAP %s 127.0.0.1".formatted(NAME_WITHOUT_TLS));

    private final Browser browser;

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    static Optional<Path> among(List<Path> places) {
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    /** Why there are no tests in a browser, and what to do about it. */
    static String missing(List<Path> places) {
        return "Tests in a real browser are skipped: there is no Chromium at any of %s. Install one (apt-get install chromium), then run the tests again."
                .formatted(places);
    }

    static Chromium start(Path program) {
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options =
                new LaunchOptions()
                        .setExecutablePath(program)
                        // Chromium's sandbox does not work for root, who has containers to play in.
                        .setChromiumSandbox(!System.getProperty("user.name").equals("root"))
                        .setArgs(QUIETLY);
        return new Chromium(playwright.chromium().launch(options));
    }

    Browser browser() {
        return browser;
    }
}
