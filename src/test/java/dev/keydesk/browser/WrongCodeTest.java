package dev.keydesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever has the link without the code gets nothing, and who mistyped can try again. */
class WrongCodeTest extends PageStory {

    @Test
    void a_wrong_code_makes_nothing_and_says_how_many_tries_are_left() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation).types(invitation.wrongCode()).presses(MAKE);
        tab.says("The code is wrong, and nothing was made. You have 4 tries left.").is("ask");
        assertThat(tab.find("#code")).hasAttribute("aria-invalid", "true");
        assertThat(tab.find("#code")).isFocused();
        assertThat(keysMade()).isEmpty();

        tab.types(invitation.code()).presses(MAKE).is("shown");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void what_is_no_code_is_not_sent_and_costs_no_try() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        for (var typed : new String[] {"", "12345", "1234567", "12345a", "½23456"}) {
            tab.types(typed).presses(MAKE).says("Type the six digits of the code.").is("ask");
        }
        assertThat(tab.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_code_in_the_digits_of_another_script_is_the_same_code() {
        var invitation = aliceIsApprovedAndGetsALink();
        var wide = new StringBuilder();
        invitation.code().chars().map(digit -> '０' + digit - '0').forEach(wide::appendCodePoint);

        opens(invitation).types(wide.insert(3, '\u3000').toString()).presses(MAKE).is("shown");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void five_wrong_codes_close_the_link_and_alice_hears_of_it() {
        var invitation = aliceIsApprovedAndGetsALink();
        var tab = opens(invitation);
        for (var left : new String[] {"4 tries", "3 tries", "2 tries", "one try"}) {
            tab.types(invitation.wrongCode())
                    .presses(MAKE)
                    .says("You have %s left.".formatted(left));
        }
        tab.types(invitation.wrongCode()).presses(MAKE).is("closed").says("Five wrong codes");
        world().settle();
        alice().sees("Five wrong codes were entered at your one-time link");
        assertThat(keysMade()).isEmpty();

        opens(invitation).types(invitation.code()).presses(MAKE).is("closed");
        assertThat(keysMade()).isEmpty();
        var another = aliceGetsALink();
        opens(another).types(another.code()).presses(MAKE).is("shown");
        assertThat(keysMade()).hasSize(1);
    }
}
