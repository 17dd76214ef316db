package dev.keydesk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.stories.Story;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the stories of the page share: a browser profile of its own for each, and at its end the
 * browser had nothing to complain about, kept nothing, and gave nothing away.
 */
@ExtendWith(WithChromium.class)
abstract class PageStory extends Story {
    static final String MAKE = "Make and show the secret";

    /** The machine may be busy; nothing waits longer than it must. */
    private static final double PATIENCE_MS = 20_000;

    private final List<BrowserContext> profiles = new ArrayList<>();
    private final List<Tab> tabs = new ArrayList<>();
    private final List<Invitation> invitations = new ArrayList<>();
    private @Nullable Browser chromium;

    @BeforeEach
    void openBrowser(Browser running) {
        chromium = running;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    /** alice asks for a secret of payroll-api that is picked up by a link, and bob approves. */
    Invitation aliceIsApprovedAndGetsALink() {
        alice().runs("/new-client-secret payroll-api")
                .description("nightly export")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .pickUp("By a one-time link")
                .submit();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        return aliceGetsALink();
    }

    Invitation aliceGetsALink() {
        alice().sees("can pick it up").press("Get a one-time link");
        var message = alice().seesPrivately("Your one-time link");
        var invitation = new Invitation(message.link("Open the one-time link"), code(message));
        invitations.add(invitation);
        return invitation;
    }

    /** Where the operator has switched codes off there is none. */
    String code(ShownMessage message) {
        return message.code();
    }

    /** alice opens the link in the browser that she has open already. */
    Tab opens(Invitation invitation) {
        return newTab().opens(invitation.link()).is("ask");
    }

    /** alice has typed the code and sees her secret, which is hidden at first. */
    Tab aliceSeesHerSecret(Invitation invitation) {
        var tab = opens(invitation).types(invitation.code()).presses(MAKE).is("shown");
        world().settle();
        return tab;
    }

    Tab newTab() {
        if (profiles.isEmpty()) {
            return newTab(new NewContextOptions());
        }
        return tab(profiles.getLast());
    }

    /** A tab in another browser profile, with a window or a person of another kind. */
    Tab newTab(NewContextOptions kind) {
        if (chromium == null) {
            throw new IllegalStateException("the story has not begun");
        }
        var profile = chromium.newContext(kind.setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        profile.setDefaultTimeout(PATIENCE_MS);
        profiles.add(profile);
        return tab(profile);
    }

    private Tab tab(BrowserContext profile) {
        var tab = new Tab(profile);
        tabs.add(tab);
        return tab;
    }

    /** What somebody finds who pastes what they have copied, wherever that is. */
    String pasted() {
        var elsewhere = profiles.getLast().newPage();
        elsewhere.setContent("<textarea></textarea>");
        elsewhere.locator("textarea").press("ControlOrMeta+V");
        var text = elsewhere.locator("textarea").inputValue();
        elsewhere.close();
        return text;
    }

    /** axe-core finds nothing on it, in the light and in the dark. */
    static void assertOpenToAll(Tab tab) {
        assertThat(Access.findings(tab.page())).isEmpty();
    }

    @AfterEach
    void theBrowserHadNoComplaintAndGaveNothingAway() {
        try {
            for (var tab : tabs) {
                assertThat(tab.complaints()).isEmpty();
                assertThat(tab.requests()).allSatisfy(this::goesToTheDeskAndTellsNobody);
            }
            assertThat(profiles).allSatisfy(PageStory::keepsNothing);
        } finally {
            profiles.forEach(BrowserContext::close);
        }
    }

    /** Addresses and headers end up in logs on the way; secrets travel in bodies only. */
    private void goesToTheDeskAndTellsNobody(Request request) {
        assertThat(URI.create(request.url()).getPort())
                .as("the port of %s", request.url())
                .isEqualTo(world().gateway().address().getPort());
        var told = request.url() + " " + request.allHeaders();
        assertThat(secrets().filter(secret -> told.contains(secret.reveal())))
                .as("secrets in the address or the headers of a %s", request.method())
                .isEmpty();
    }

    private Stream<SecretText> secrets() {
        return Stream.concat(
                invitations.stream().map(invitation -> SecretText.of(invitation.token())),
                world().company().entra().tenant().mintedValues().stream());
    }

    private static void keepsNothing(BrowserContext profile) {
        assertThat(profile.storageState()).isEqualTo("{\"cookies\":[],\"origins\":[]}");
    }
}
