package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;

/** From the link in Slack to "I have it". */
class HappyPathTest extends PageStory {

    @Test
    void alice_opens_the_link_types_the_code_and_has_her_secret() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).says("shown once");
        assertThat(keysMade()).isEmpty();

        tab.types(invitation.code()).presses(MAKE).is("shown");
        world().settle();
        var key = keysMade().getFirst();
        assertThat(tab.field("App registration")).hasText("payroll-api");
        assertThat(tab.field("Tenant ID")).hasText(world().company().tenantId());
        assertThat(tab.field("Client ID")).hasText(world().company().payroll().appId());
        assertThat(tab.field("Key ID")).hasText(key.keyId());
        assertThat(tab.find("[data-name='Key ID'] dt")).hasText("Key ID, which is not the secret");
        assertThat(tab.field("Expiry date")).hasText("31 May 2026 at 11:00 CEST");
        assertThat(tab.field("Request")).hasText(theRequest().ticket().text());
        assertThat(tab.page()).hasTitle("Your client secret");
        alice().sees("on the page behind your one-time link");

        tab.presses("I have it").is("noted").says("Good, you have it");
        world().settle();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
        alice().sees("and received");
        assertThat(tab.document()).doesNotContain(theValue().reveal());
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void spaces_in_the_code_are_no_mistake() {
        var invitation = aliceIsApprovedAndGetsALink();
        var inTwo = new StringBuilder(invitation.code()).insert(3, " ").toString();
        opens(invitation).types(" " + inTwo + " ").presses(MAKE).is("shown");
    }

    @Test
    void what_proves_alice_is_out_of_the_address_bar_at_once_and_stays_in_the_page() {
        var invitation = aliceIsApprovedAndGetsALink();
        var page = invitation.link().resolve(invitation.link().getPath()).toString();
        var tab = opens(invitation);
        assertThat(tab.page().url()).isEqualTo(page);
        assertThat(tab.document()).doesNotContain(invitation.token());

        tab.types(invitation.code()).presses(MAKE).is("shown");
        assertThat(tab.page().url()).isEqualTo(page);
        assertThat(tab.document()).doesNotContain(invitation.token(), invitation.code());
        assertThat(tab.page().evaluate("() => history.length + sessionStorage.length"))
                .isEqualTo(2);
        var posts = tab.requests().stream().filter(it -> it.method().equals("POST")).toList();
        assertThat(posts)
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.url()).isEqualTo(page);
                    assertThat(post.postData()).contains(invitation.token());
                    assertThat(post.allHeaders())
                            .doesNotContainKeys("referer", "cookie", "authorization");
                });
    }
}
