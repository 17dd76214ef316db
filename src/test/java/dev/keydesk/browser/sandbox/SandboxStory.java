package dev.keydesk.browser.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import dev.keydesk.browser.Access;
import dev.keydesk.browser.WithChromium;
import dev.keydesk.sandbox.LeakDetector;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.WorldHost;
import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.page.PageServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stories on the sandbox's page share: a sandbox in which time stands until somebody moves
 * it, windows of its people, and at the end the browser had nothing to complain about and no value
 * of a secret went astray.
 */
@ExtendWith(WithChromium.class)
abstract class SandboxStory {
    /** The machine may be busy; nothing waits longer than it must. */
    static final double PATIENCE_MS = 60_000;

    @TempDir Path folder;

    private final LeakDetector leakDetector = LeakDetector.watching();
    private final List<BrowserContext> profiles = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private @Nullable Browser chromium;
    private @Nullable WorldHost worldHost;
    private @Nullable PageServer page;

    @BeforeEach
    void open(Browser running) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = running;
        worldHost = playhouse(folder);
        page = new PageServer(worldHost);
        page.start(0);
    }

    /** Where nothing happens by itself. */
    WorldHost playhouse(Path in) {
        return WorldHost.whereTimeStands(in);
    }

    World world() {
        return there(worldHost).world();
    }

    /** A window at a prepared scene, which begins the world anew. */
    Window scene(String name) {
        return window(usual()).opens("#scene=" + name);
    }

    /** A window of somebody, beside those that are open. */
    Window window(String as, String room) {
        return window(usual()).opens("#as=%s&in=%s".formatted(as, room));
    }

    static NewContextOptions usual() {
        return new NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setTimezoneId("UTC");
    }

    /** A window of another kind. */
    Window window(NewContextOptions kind) {
        var profile = there(chromium).newContext(kind);
        profile.setDefaultTimeout(PATIENCE_MS);
        profiles.add(profile);
        return windowOf(profile);
    }

    /** Another tab of the same browser. */
    Window besides(Window tab) {
        return windowOf(tab.profile());
    }

    private Window windowOf(BrowserContext profile) {
        var window = new Window(profile, there(page).address());
        windows.add(window);
        return window;
    }

    /** The keys of payroll-api that the desk has made. */
    List<Secret> keysMade() {
        var tenant = world().company().entra().tenant();
        return tenant.secretsOf(world().company().payroll().id()).stream()
                .filter(secret -> secret.displayName().contains("KD-"))
                .toList();
    }

    long audited(String kind) {
        return world().bot().platform().audit().since(java.time.Instant.EPOCH).stream()
                .filter(event -> event.kind().equals(kind))
                .count();
    }

    /** axe-core finds nothing on it, in the light and in the dark. */
    static void assertOpenToAll(Window window) {
        assertThat(Access.findings(window.page())).isEmpty();
    }

    @AfterEach
    void theBrowserHadNoComplaintAndNothingLeaked() {
        try (leakDetector;
                var closing = there(worldHost);
                var server = there(page)) {
            for (var window : windows) {
                assertThat(window.complaints().heard()).isEmpty();
            }
            assertThat(server.address()).isNotNull();
            assertThat(leakDetector.find(closing.world())).isEmpty();
        } finally {
            profiles.forEach(BrowserContext::close);
        }
    }

    private static <T> T there(@Nullable T begun) {
        if (begun == null) {
            throw new IllegalStateException("the story has not begun");
        }
        return begun;
    }
}
