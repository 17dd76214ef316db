package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.OpenForm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/** The app has no messages tab, so nobody gets a direct message: the home tab has all there is. */
class HomeOnlyTest extends Story {
    private static final Pattern CODE = Pattern.compile("code: (\\d{3}) (\\d{3})");

    @BeforeEach
    void theAppHasNoMessagesTab() {
        slack().install(slack().installation().withMessagesTab(false));
        refusalsAreFine();
        alice().opensHome();
    }

    private void asksAtHome(String way) {
        alice().home()
                .pressForForm("", "New client secret")
                .app("payroll")
                .description("nightly export")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .pickUp(way)
                .submit();
    }

    private void isApproved(String way) {
        asksAtHome(way);
        bob().sees("asks for a client secret for payroll-api").press("Approve");
    }

    private OpenForm pressed(String button) {
        return alice().home().pressForForm("", button);
    }

    @Test
    void the_secret_is_picked_up_at_the_home_tab_and_shown_in_a_modal_once() {
        isApproved("In Slack");
        assertThat(alice().home().says()).contains("[Pick up the secret]", "[Withdraw]");

        var shown = pressed("Pick up the secret");
        assertThat(shown.says()).contains("Client secret (value)", theValue().reveal());
        assertThat(shown.view().buttons()).as("a press would carry the value back").isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);

        assertThat(pressed("I have it").says()).contains("Your click was received");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
        assertThat(alice().home().says()).contains("[Remove this secret]");
    }

    @Test
    void what_did_not_arrive_is_taken_back_and_picked_up_again() {
        isApproved("In Slack");
        pressed("Pick up the secret");
        pressed("I did not get it");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();

        assertThat(pressed("Pick up the secret").says()).contains("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_one_time_link_and_its_code_are_shown_in_a_modal() {
        isApproved("By a one-time link");

        var offered = pressed("Get a one-time link");
        var code = CODE.matcher(offered.says());
        assertThat(code.find()).as(offered.says()).isTrue();
        var link = URI.create(offered.view().buttons().getFirst().url().orElseThrow());
        var page = alice().opens(link).enter(code.group(1) + code.group(2));
        assertThat(page.value()).isEqualTo(theValue());
        assertThat(alice().home().says()).contains("[This was not me]");
    }

    @Test
    void a_request_that_waits_is_withdrawn_there() {
        asksAtHome("In Slack");
        assertThat(pressed("Withdraw").says()).contains("Your click was received");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Withdrawn.class);
        assertThat(alice().home().says()).contains("Withdrawn").doesNotContain("[Withdraw]");
    }

    @Test
    void while_minting_is_stopped_the_modal_says_why() {
        isApproved("In Slack");
        world().bot().mintSwitch().stop("an audit is under way");

        assertThat(pressed("Pick up the secret").says()).contains("an audit is under way");
        assertThat(keysMade()).isEmpty();
    }
}
