package dev.keydesk.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whatever the browser complains about on a page, violations of its policy included. */
public final class Complaints {
    /** The policy reports a violation to the page it happens on; its console is where we look. */
    private static final String REPORT_VIOLATIONS =
            """
            addEventListener('securitypolicyviolation', (event) =>
              console.error(`against the policy: ${event.effectiveDirective} ${event.blockedURI}`));
            """;

    private static final Set<String> WORSE_THAN_NEWS = Set.of("error", "warning", "assert");

    private final Page page;
    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Complaints(Page page) {
        this.page = page;
    }

    /** From now on. */
    public static Complaints about(Page page) {
        var complaints = new Complaints(page);
        page.addInitScript(REPORT_VIOLATIONS);
        page.onConsoleMessage(complaints::hear);
        page.onPageError(complaints.heard::add);
        return complaints;
    }

    private void hear(ConsoleMessage message) {
        if (WORSE_THAN_NEWS.contains(message.type())) {
            heard.add(message.text());
        }
    }

    /** For a story in which the browser has a reason to complain in these words. */
    public Complaints mayBe(String words) {
        expected.add(words);
        return this;
    }

    /** All that nobody expected. */
    public List<String> heard() {
        // Whatever the browser said before this answer has arrived with it.
        page.evaluate("0");
        return heard.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
    }
}
