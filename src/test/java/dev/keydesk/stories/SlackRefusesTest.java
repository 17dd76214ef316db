package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/**
 * Administrators of Slack forbid something: people read what did not happen and who can change it.
 */
class SlackRefusesTest extends LookingStory {
    private static final String CSV = "Send me the list as CSV";

    @Test
    void a_file_that_slack_does_not_allow_is_told_in_words() {
        refusalsAreFine();
        ends("export", 20);
        aliceOwnsBilling();
        for (var error :
                new String[] {"file_type_not_allowed", "file_uploads_except_images_disabled"}) {
            alice().isTold("/client-secrets billing");
            slack().faults().next("files.getUploadURLExternal", refusal(error));
            alice().seesPrivately("billing has one credential").press(CSV);
            assertThat(alice().seesPrivately(error).says())
                    .contains("No list was sent", "A Slack administrator", "can allow");
        }
        assertThat(alice().files()).isEmpty();
    }

    @Test
    void a_card_that_slack_does_not_let_the_app_post_is_told_to_whoever_waits_for_it() {
        refusalsAreFine();
        slack().faults().next("chat.postMessage", 2, refusal("app_access_restricted"));
        alice().runs("/new-client-secret billing")
                .description("nightly export")
                .lifetime(90)
                .reason("The old one ends.")
                .submit();

        assertThat(alice().sees("app_access_restricted").says())
                .contains(
                        "The message was not posted",
                        "lets only certain people use this app",
                        "A Slack administrator can add them");
        world().timePasses(Duration.ofMinutes(5));
        bob().sees("asks for a client secret for billing");
    }
}
