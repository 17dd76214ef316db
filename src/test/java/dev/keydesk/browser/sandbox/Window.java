package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

import dev.keydesk.browser.Complaints;

import java.net.URI;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** A window with the sandbox's page, in which somebody plays one of the made-up people. */
final class Window {
    static final String TIME = "Time & faults";
    static final String DESK = "keydesk (the desk)";

    /** The page has drawn somebody's screen and sets no scene. */
    private static final String IS_READY =
            """
            () => document.querySelector('#person').value !== ''
              && !location.hash.includes('scene=') && !document.body.dataset.busy
            """;

    private final BrowserContext profile;
    private final Page page;
    private final Complaints complaints;
    private final URI address;

    Window(BrowserContext profile, URI address) {
        this.profile = profile;
        this.page = profile.newPage();
        this.complaints = Complaints.about(page);
        this.address = address;
    }

    Window opens(String place) {
        page.navigate(address + place);
        return isReady();
    }

    Window isReady() {
        page.waitForFunction(IS_READY);
        return this;
    }

    /** Changes to another person, in the menu. */
    Window becomes(String name) {
        page.getByLabel("You are").selectOption(name);
        assertThat(page).hasTitle(name + " · Keydesk sandbox");
        return this;
    }

    /** Goes to a conversation by its line at the side. */
    Window goesTo(String conversation) {
        room(conversation).click();
        assertThat(room(conversation)).hasAttribute("aria-current", "page");
        return this;
    }

    Locator room(String conversation) {
        return page.locator("#rooms a").filter(new FilterOptions().setHasText(conversation));
    }

    /** Types a line where one writes, and sends it. */
    Window writes(String line) {
        page.locator("#draft").fill(line);
        page.locator("#draft").press("Enter");
        return this;
    }

    /** The modal on top. */
    Locator modal() {
        return page.locator("dialog.modal[open]");
    }

    Window fills(String field, String text) {
        modal().getByLabel(field).fill(text);
        return this;
    }

    Window chooses(String field, String option) {
        modal().getByLabel(field).selectOption(option);
        return this;
    }

    /** Presses a button of the modal. */
    Window sends(String button) {
        button(modal(), button).click();
        return this;
    }

    /** The newest message in this conversation that says so. */
    Locator message(String words) {
        return page.locator("#messages article")
                .filter(new FilterOptions().setHasText(words))
                .last();
    }

    /** Waits for it. */
    Window sees(String words) {
        assertThat(message(words)).isVisible();
        return this;
    }

    /** Presses a button of the newest message that says so. */
    Window presses(String words, String button) {
        button(message(words), button).click();
        return this;
    }

    /** Says yes to the question Slack asks before a click. */
    Window agrees() {
        page.locator("dialog:not(.modal)[open] button[value=yes]").click();
        return this;
    }

    /** Presses a button anywhere on the page. */
    Window presses(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    /** Goes to one of the tabs behind the scenes. */
    Window looksAt(String tab) {
        var there =
                page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName(tab).setExact(true));
        there.click();
        assertThat(there).hasAttribute("aria-selected", "true");
        return this;
    }

    /** Opens the first menu (⋯) of the newest message that says so, and chooses a line of it. */
    Window picks(String words, String line) {
        message(words).locator(".opener").first().click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName(line).setExact(true))
                .click();
        return this;
    }

    /** Goes to another address of this page, as a link in it would lead there. */
    Window follows(String link) {
        page.evaluate("link => { location.hash = link; }", link);
        return this;
    }

    /** One link right after the other, while the page waits for the answer from there. */
    Window followsWhileItWaits(String path, String first, String second) {
        var waiting = new ArrayList<Route>();
        page.route(path, waiting::add);
        follows(first);
        page.waitForCondition(() -> !waiting.isEmpty());
        page.unroute(path);
        follows(second);
        waiting.forEach(Route::resume);
        return this;
    }

    /** Follows the hint to whoever acts next. */
    Window followsTheHint(String label) {
        page.locator("#guide a").filter(new FilterOptions().setHasText(label)).click();
        return this;
    }

    /** The hint on what to do next. */
    Locator hint() {
        return page.locator("#guide");
    }

    /** Presses a button that lets time pass, and waits until it has. */
    Window travels(String button) {
        looksAt(TIME);
        button(page.locator("#time-part"), button).click();
        assertThat(page.locator("#time-answer")).containsText("t is now");
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Page page() {
        return page;
    }

    BrowserContext profile() {
        return profile;
    }

    Complaints complaints() {
        return complaints;
    }

    /** By what stands on it; a screen reader may be told more. */
    private static Locator button(Locator within, String label) {
        // The browser reads the pattern, and it does not know Java's way of quoting.
        var whole = Pattern.compile("^" + label.replaceAll("\\W", "\\\\$0") + "$");
        return within.locator("button, a.button").filter(new FilterOptions().setHasText(whole));
    }
}
