package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.sandbox.TestUser;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Who may send the reminders of an app elsewhere, and who is told. */
class NotOursTest extends LookingStory {

    private ChannelId theirs() {
        var theirs = slack().workspace().channel("team-billing", false);
        slack().workspace().join(theirs, alice().id());
        slack().workspace().inviteBot(theirs);
        return theirs;
    }

    private void sends(TestUser who, ChannelId to) {
        who.sees("nightly export").takes("nightly export", "Not ours");
        who.openForm().choose("right_channel", to.value()).submit();
    }

    /** Somebody who is not in the channel any more when the form is sent. */
    private void sendsAfterLeaving(TestUser who, ChannelId to) {
        who.sees("nightly export").takes("nightly export", "Not ours");
        var form = who.openForm();
        slack().workspace().leave(general(), who.id());
        form.choose("right_channel", to.value()).submit();
    }

    @Test
    void a_colleague_who_only_looks_into_a_public_channel_takes_no_reminders_away() {
        ends("nightly export", 31);
        daysPass(1);
        sendsAfterLeaving(erin(), theirs());

        assertThat(erin().sees("Only the owners of billing").says())
                .contains("the members of the channel", "Nothing was changed");
        assertThat(told()).singleElement().asString().doesNotContain("moved to");
        assertThat(audited("refused")).hasSize(1);
        assertThat(audited("reminders-moved")).isEmpty();
    }

    @Test
    void an_approver_and_an_owner_may_without_being_in_the_channel() {
        ends("nightly export", 31);
        daysPass(1);
        sendsAfterLeaving(bob(), theirs());
        assertThat(audited("reminders-moved")).hasSize(1);

        slack().workspace().join(general(), alice().id());
        var crm = entra().tenant().app("crm", app -> app.ownedBy(desk()));
        ends(crm, "crm export", 31);
        daysPass(1);
        owns("erin@example.com", crm);
        scanLater();
        erin().sees("crm export").takes("crm export", "Not ours");
        var form = erin().openForm();
        slack().workspace().leave(general(), erin().id());
        long before = ownersAsked();
        form.choose("right_channel", world().company().approvals().value()).submit();
        world().timePasses(Duration.ofSeconds(5));
        assertThat(audited("reminders-moved")).hasSize(2);
        assertThat(ownersAsked() - before).as("for the right, and for the notice").isEqualTo(1);
    }

    private long ownersAsked() {
        return entra().calls().stream().filter(call -> call.name().equals("owners")).count();
    }

    @Test
    void the_owners_are_told_who_sends_their_reminders_where_and_the_mover_is_not() {
        ends("nightly export", 31);
        daysPass(1);
        owns("alice@example.com", billing());
        owns("erin@example.com", billing());
        scanLater();
        var theirs = theirs();
        sends(alice(), theirs);

        assertThat(erin().sees("sends the reminders of billing").says())
                .contains("@alice sends", "which you own", "press Not ours");
        alice().doesNotSee("sends the reminders of billing");
    }
}
