package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.User;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** An owner in Entra is found in Slack by each address that Entra gives, and by keydesk.yml. */
class OwnerAddressesTest extends LookingStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules ->
                        rules
                                + """
                                people:
                                  - entra: Dr.Erin@Example.onmicrosoft.com
                                    slack: %s
                                """
                                        .formatted(TWIN.erin().value())
                                + reminders(),
                UnaryOperator.identity());
    }

    private void owns(User user) {
        // An address that nobody in Slack has is refused there.
        refusalsAreFine();
        entra().tenant().change(billing().id(), app -> app.ownedBy(user.id()));
        scanLater();
    }

    @Test
    void by_the_user_principal_name_where_slack_does_not_know_the_mail_address() {
        ends("nightly export", 31);
        owns(entra().tenant().user("Alice", "alice@billing.example.org", "Alice@Example.com"));
        daysPass(1);

        assertThat(alice().sees("nightly export").says()).contains("expires in 30 days");
        assertThat(told()).as("nothing in the channel for all other apps").isEmpty();
        assertThat(alice().isTold("/client-secrets")).contains("nightly export");
    }

    @Test
    void a_further_address_is_not_given_to_whoever_reads_only_the_basics_of_people() {
        ends("nightly export", 31);
        var address = "e@x.example.org";
        var erin = entra().tenant().user("E.", address, address);
        entra().tenant().alsoReachedAt(erin, "SMTP:erin@example.com");
        owns(erin);
        daysPass(1);

        assertThat(erin().sees("nightly export").says()).contains("its owner E. is not in Slack");
    }

    @Test
    void by_a_further_address_that_entra_gives() {
        mayReadPeople("User.Read.All");
        ends("nightly export", 31);
        var erin = entra().tenant().user("E.", "e@x.example.org", "e@x.example.org");
        entra().tenant().alsoReachedAt(erin, "SMTP:erin@example.com");
        owns(erin);
        daysPass(1);

        assertThat(erin().sees("nightly export").says()).contains("expires in 30 days");
        assertThat(told()).isEmpty();
    }

    @Test
    void by_keydesk_yml_where_slack_knows_no_address() {
        ends("nightly export", 31);
        owns(entra().tenant().user("Erin", "e@x.example.org", "dr.erin@example.onmicrosoft.com"));
        daysPass(1);

        assertThat(erin().sees("nightly export").says()).contains("expires in 30 days");
        assertThat(told()).isEmpty();
        assertThat(erin().isTold("/client-secrets")).contains("nightly export");
    }

    @Test
    void whoever_has_left_slack_is_asked_for_anew_after_the_first_message_that_slack_refuses() {
        ends("nightly export", 31);
        owns(entra().tenant().user("Erin", "erin@example.com"));
        daysPass(1);
        assertThat(erin().sees("nightly export").says()).contains("expires in 30 days");

        slack().workspace().deactivate(erin().id());
        ends("one", 31);
        daysPass(1);
        assertThat(told()).last().asString().contains("one", "This message was meant for");
        ends("two", 31);
        daysPass(1);
        assertThat(told())
                .last()
                .asString()
                .contains("two", "is not in Slack")
                .doesNotContain("This message was meant for");
    }

    @Test
    void somebody_whom_no_address_and_no_line_names_is_not_guessed() {
        ends("nightly export", 31);
        owns(entra().tenant().user("erin", "erin@elsewhere.example.org"));
        daysPass(1);
        assertThat(told()).singleElement().asString().contains("is not in Slack");
    }
}
