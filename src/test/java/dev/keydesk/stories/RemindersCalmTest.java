package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.slack.ApiCall;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/**
 * As long as there is time, no phone rings: what is newly posted names nobody, since Slack calls
 * whoever is named. An edit calls nobody, so it may.
 */
class RemindersCalmTest extends RenewalStory {
    private static final Fault NO_DM =
            new Fault.Refuse(200, Map.of(), "{\"ok\":false,\"error\":\"messages_tab_disabled\"}");

    @Test
    void a_removal_that_is_under_way_is_told_without_whoever_asked_for_it() {
        ends("nightly export", 61);
        daysPass(1);
        aliceAsksToRemove("nightly export");
        assertThat(erin().sees("nightly export").says()).contains("Removal asked by @alice");
        daysPass(30);

        assertThat(posted(general())).hasSize(2).allSatisfy(RemindersCalmTest::callsNobody);
        assertThat(posted(general()).getLast())
                .contains("expires in 30 days", "Its removal is asked for (RM-")
                .contains("it waits for the approvers.");
    }

    @Test
    void a_key_that_was_renewed_is_told_without_whoever_has_the_new_one() {
        handedOver(31);
        daysPass(16);

        var reminders = posted(general()).stream().filter(it -> it.contains("attention")).toList();
        assertThat(reminders).hasSize(2).allSatisfy(RemindersCalmTest::callsNobody);
        assertThat(reminders.getLast()).contains("was replaced on", "by the secret of KD-");
        assertThat(posted(general()))
                .filteredOn(it -> it.startsWith(CARD))
                .isNotEmpty()
                .allSatisfy(card -> assertThat(card).doesNotContain("<!subteam", "<!channel"));
    }

    @Test
    void a_reminder_that_an_owner_does_not_get_calls_nobody_where_it_goes_instead() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("nightly export", 31);
        slack().faults().next("chat.postMessage", NO_DM);
        refusalsAreFine();
        daysPass(1);

        assertThat(posted(general()).getLast())
                .satisfies(RemindersCalmTest::callsNobody)
                .contains(
                        "This message was meant for a direct message to erin.",
                        "expires in 30 days")
                .contains("Owners: 1 in Slack, mentioned when it is urgent.");
        daysPass(23);
        assertThat(posted(general()).getLast())
                .contains("expires in 7 days", "For " + erin().id().mention());
    }

    @Test
    void whoever_sends_a_line_elsewhere_is_named_there_and_not_called() {
        told("nightly export", 31);
        var theirs = slack().workspace().channel("team-billing", false);
        slack().workspace().join(theirs, erin().id());
        slack().workspace().inviteBot(theirs);
        alice().sees("nightly export").takes("nightly export", "Not ours");
        alice().openForm().choose("right_channel", theirs.value()).submit();

        assertThat(posted(theirs))
                .singleElement()
                .satisfies(RemindersCalmTest::callsNobody)
                .asString()
                .contains("alice moved this here from <#" + general().value());
    }

    @Test
    void an_owner_who_sends_a_line_elsewhere_is_not_called_by_it() {
        mayReadPeople();
        var dana = entra().tenant().user("Dana", "erin@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(dana.id()));
        ends("nightly export", 31);
        daysPass(1);
        var theirs = slack().workspace().channel("team-billing", false);
        slack().workspace().join(theirs, erin().id());
        slack().workspace().inviteBot(theirs);
        erin().sees("nightly export").takes("nightly export", "Not ours");
        erin().openForm().choose("right_channel", theirs.value()).submit();

        assertThat(posted(theirs))
                .singleElement()
                .satisfies(RemindersCalmTest::callsNobody)
                .asString()
                .contains("erin moved this here from a direct message.");
    }

    private static void callsNobody(String posted) {
        assertThat(posted).doesNotContain("<@", "<!subteam", "<!channel", "<!here");
    }

    /** What the desk has newly posted there, to be read and to be heard, oldest first. */
    private List<String> posted(ChannelId in) {
        return slack().calls().stream()
                .filter(call -> call.method().equals("chat.postMessage"))
                .map(ApiCall::fields)
                .filter(fields -> fields.path("channel").asText().equals(in.value()))
                .map(fields -> fields.path("text").asText() + "\n" + fields.path("blocks").asText())
                .map(text -> text.replace("\\u003c", "<").replace("\\u003e", ">"))
                .toList();
    }
}
