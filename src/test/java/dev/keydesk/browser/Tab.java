package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A tab with the page behind a one-time link. It notes whatever the browser complains about, and
 * all the requests that it makes.
 */
final class Tab {
    /** A browser without, say, Bluetooth does not know its name when a header forbids it. */
    private static final String FORBIDDEN_UNSEEN =
            "Permissions-Policy header: Unrecognized feature";

    /** Longer than the page lets anybody wait for another try. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Page page;
    private final Complaints complaints;
    private final List<Request> requests = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();

    Tab(BrowserContext context) {
        this.page = context.newPage();
        this.complaints = Complaints.about(page).mayBe(FORBIDDEN_UNSEEN);
        page.onRequest(requests::add);
        page.onDialog(this::agree);
    }

    /** An open question would keep the browser from everything else, closing included. */
    private void agree(Dialog dialog) {
        questions.add(dialog.type());
        dialog.accept();
    }

    Tab opens(URI link) {
        page.navigate(link.toString());
        return this;
    }

    /** Waits until the page is in that state. */
    Tab is(String state) {
        assertThat(page.locator("main")).hasAttribute("data-state", state);
        return this;
    }

    Tab types(String code) {
        page.getByLabel("Six-digit code").fill(code);
        return this;
    }

    /** Presses a button by the name that a screen reader gives it. */
    Tab presses(String button) {
        button(button).click();
        return this;
    }

    /** Waits until it says so, visibly. */
    Tab says(String words) {
        assertThat(page.locator("main"))
                .containsText(words, new ContainsTextOptions().setUseInnerText(true));
        return this;
    }

    /** What is announced to people who do not see the page. */
    Tab announces(String words) {
        assertThat(find("#said")).hasText(words);
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** The field of the secret's view with that name. */
    Locator field(String name) {
        return find("[data-name='%s'] .text:visible".formatted(name));
    }

    /** Everything the document holds at this moment, shown or not. */
    String document() {
        return page.content();
    }

    /** Time passes in the page until nothing is waited for any more. */
    Tab waitsLong() {
        page.clock().fastForward(LONG.toMillis());
        return this;
    }

    Page page() {
        return page;
    }

    /** What the browser asked the person, by its kind; they always agreed. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** For a story in which the browser has a reason to complain in these words. */
    Tab mayComplain(String words) {
        complaints.mayBe(words);
        return this;
    }

    /**
     * For a story in which the desk goes down: the gateway says so, and the desk itself says so to
     * what a browser fetches besides, a picture say, while it is stopping.
     */
    Tab mayMissTheDesk() {
        return mayComplain("the server responded with a status of 502")
                .mayComplain("the server responded with a status of 503");
    }

    List<String> complaints() {
        return complaints.heard();
    }
}
