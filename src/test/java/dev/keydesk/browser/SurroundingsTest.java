package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Browsers that cannot or must not show a secret, and programs that play with the page. */
class SurroundingsTest extends PageStory {

    @Test
    void without_javascript_the_page_says_so() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = newTab(new NewContextOptions().setJavaScriptEnabled(false));
        tab.opens(invitation.link());
        assertThat(tab.find("noscript p").first()).containsText("This page needs JavaScript");
        assertThat(tab.find("noscript p").first()).isVisible();
        assertThat(tab.find(".starting")).isHidden();
        assertThat(tab.find("input, button:visible")).hasCount(0);
    }

    @Test
    void over_plain_http_the_page_refuses_and_says_why() {
        var invitation = aliceIsApprovedAndGetsALink();
        var link = invitation.link().toString().replace("127.0.0.1", Chromium.NAME_WITHOUT_TLS);
        var tab = newTab().mayComplain("the URL's origin was untrustworthy");
        tab.opens(URI.create(link))
                .is("insecure")
                .says("other people on the network could read the secret");
        assertThat(tab.find("input, button:visible")).hasCount(0);
        assertThat(tab.page().url()).doesNotContain("#");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void a_scanner_that_has_the_link_and_presses_everything_gets_nothing_and_harms_nothing() {
        var invitation = aliceIsApprovedAndGetsALink();
        var scanner = newTab(new NewContextOptions()).opens(invitation.link()).is("ask");
        for (int round = 0; round < 10; round++) {
            for (var button : scanner.find("button:visible").all()) {
                button.click();
            }
            for (var field : scanner.find("input").all()) {
                field.fill("scanner" + round);
                field.press("Enter");
            }
            scanner.find("form").evaluate("form => form.requestSubmit()");
        }
        scanner.is("ask");
        assertThat(scanner.requests()).allMatch(request -> request.method().equals("GET"));
        world().settle();
        assertThat(keysMade()).isEmpty();

        aliceSeesHerSecret(invitation);
        assertThat(keysMade()).hasSize(1);
    }

    /** Chromium complains, in its console, about each name it does not know. */
    @Test
    void the_browser_knows_everything_that_the_page_does_without() {
        var tab = newTab();
        var answer = new AtomicReference<String>("");
        tab.page()
                .onResponse(response -> {
                    if (response.url().contains("/pick-up/")) {
                        answer.set(response.headers().getOrDefault("permissions-policy", ""));
                    }
                });
        tab.opens(aliceIsApprovedAndGetsALink().link());
        var names =
                Arrays.stream(answer.get().split(", "))
                        .map(entry -> entry.replaceFirst("=.*", ""))
                        .toList();

        assertThat((List<?>) tab.page().evaluate("document.featurePolicy.features()"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsAll(names);
        assertThat(names).contains("camera");
    }

    @Test
    void a_violation_of_the_policy_would_not_go_unnoticed() {
        var tab = newTab().opens(aliceIsApprovedAndGetsALink().link());
        tab.page().evaluate("document.body.append(document.createElement('style'))");
        tab.page()
                .waitForCondition(() ->
                        tab.complaints().stream()
                                .anyMatch(it -> it.contains("against the policy")));
        tab.mayComplain("against the policy").mayComplain("Content Security Policy");
    }
}
