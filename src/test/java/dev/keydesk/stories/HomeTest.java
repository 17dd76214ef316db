package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.TestUser;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The home tab shows people the keys they look after. */
class HomeTest extends LookingStory {
    @Test
    void an_owner_sees_the_keys_of_her_apps_most_urgent_first_and_kinds_told_apart() {
        ends("far", 200);
        ends("near", 3);
        ends("lately", -5);
        ends("long ago", -90);
        existing("for ever", 300, Instant.parse("2299-12-31T00:00:00Z"));
        var ledger = entra().tenant().app("ledger", app -> app.ownedBy(desk()));
        ends(ledger, "old", 40);
        entra().tenant()
                .existingSecret(ledger.id(), "new", now(), now().plus(Duration.ofDays(300)));
        owns("alice@example.com", ledger);
        aliceOwnsBilling();

        var home = alice().opensHome();
        assertThat(home.says())
                .containsSubsequence(
                        "Credentials of the apps you look after",
                        "Credentials that expire",
                        "“lately”",
                        "has expired",
                        "“near”",
                        "expires in 3 days",
                        "“far”",
                        "Credentials that never expire",
                        "“for ever”",
                        "Credentials that a newer one has replaced",
                        "“old”",
                        "was replaced by a newer credential on 2 Mar 2026",
                        "Credentials that expired more than a month ago",
                        "“long ago”",
                        "As Entra showed it on");
        assertThat(bob().opensHome().says())
                .contains("knows no credential of an app that you look after");
    }

    /** A key that was made so many days ago. */
    private void existing(String name, int daysAgo, Instant end) {
        entra().tenant()
                .existingSecret(billing().id(), name, now().minus(Duration.ofDays(daysAgo)), end);
    }

    @Test
    void renew_opens_the_form_and_the_tab_follows_what_becomes_of_the_request() {
        ends("nightly export", 20);
        aliceOwnsBilling();

        alice().opensHome()
                .pressForForm("nightly export", "Renew")
                .lifetime(90)
                .reason("The old secret expires.")
                .submit();
        assertThat(alice().home().says()).contains("billing · “nightly export”");
        bob().sees("asks for a client secret for billing").press("Approve");
        assertThat(alice().home().says()).contains("Approved");
    }

    @Test
    void the_months_ahead_are_a_picture_that_says_all_its_figures_and_no_names() {
        ends("one", 20);
        ends("two", 21);
        ends("three", 100);
        aliceOwnsBilling();

        var picture = alice().opensHome().picture().orElseThrow();
        assertThat(picture.path("alt_text").asText())
                .isEqualTo(
                        "Credentials that expire, by month: Mar 2026 2, Apr 2026 0, May 2026 0, Jun"
                            + " 2026 1, Jul 2026 0, Aug 2026 0, Sep 2026 0, Oct 2026 0, Nov 2026 0,"
                            + " Dec 2026 0, Jan 2027 0, Feb 2027 0.");
        var address = picture.path("image_url").asText();
        assertThat(address).matches("http://127.0.0.1:\\d+/months/[0-9a-f]{32}\\.png");
        assertThat(slack().picture(address).orElseThrow()).startsWith(0x89, 'P', 'N', 'G');

        world().restart();
        assertThat(addressNow()).isEqualTo(address);
        ends("four", 101);
        scanLater();
        assertThat(addressNow()).isNotEqualTo(address);
    }

    private String addressNow() {
        return alice().opensHome().picture().orElseThrow().path("image_url").asText();
    }

    @Test
    void a_picture_slack_cannot_fetch_becomes_text_and_those_who_run_the_desk_can_see_it() {
        ends("one", 20);
        aliceOwnsBilling();
        refusalsAreFine();
        slack().faults().next("views.publish", refusal("invalid_arguments"));

        var home = alice().opensHome();
        assertThat(home.picture()).isEmpty();
        assertThat(home.says())
                .contains("Credentials that expire, by month: Mar 2026 1, Apr 2026 0");
        assertThat(log()).anyMatch(line -> line.contains("Slack did not accept a picture"));
        assertThat(alice().opensHome().picture()).isEmpty();
        world().timePasses(Duration.ofHours(1));
        assertThat(alice().opensHome().picture()).isPresent();
    }

    @Test
    void hundreds_of_keys_come_in_pages_and_none_is_left_out() {
        for (int key = 0; key < 120; key++) {
            ends("key %03d".formatted(key), 10 + key);
        }
        aliceOwnsBilling();

        var home = alice().opensHome();
        assertThat(home.says()).contains("“key 000”", "“key 049”").doesNotContain("“key 050”");
        home.press("70 more");
        assertThat(alice().home().says()).contains("“key 050”", "“key 099”");
        alice().home().press("20 more");
        assertThat(alice().home().says()).contains("“key 119”").doesNotContain("“key 099”");
        alice().home().press("Back");
        assertThat(alice().home().says()).contains("“key 050”");
    }

    @Test
    void whoever_picked_a_key_up_looks_after_the_app_too() {
        aliceAsksAndBobApproves();
        alice().sees("made when you pick it up").press("Pick up the secret");
        scanLater();

        assertThat(alice().opensHome().says())
                .contains("payroll-api · client secret “nightly export");
        assertThat(erin().opensHome().says()).doesNotContain("payroll-api");
    }

    @Test
    void a_key_that_went_later_is_said_to_be_gone_beside_its_request() {
        aliceAsksAndBobApproves();
        alice().sees("made when you pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        scanLater();
        assertThat(alice().opensHome().says())
                .contains("and received")
                .doesNotContain("no longer in Entra");
        var payroll = world().company().payroll().id();
        entra().tenant()
                .secretsOf(payroll)
                .forEach(key -> entra().tenant().removeByHand(payroll, key.keyId()));
        scanLater();

        assertThat(alice().opensHome().says())
                .contains("and received", "The credential is no longer in Entra, as seen on");
    }

    @Test
    void guests_see_no_keys_and_foreign_words_stay_words() {
        ends("<!channel> *bold* &amp;", 20);
        aliceOwnsBilling();
        var markup =
                alice().opensHome().blocks().findParents("verbatim").stream()
                        .map(text -> text.path("text").asText())
                        .toList();
        assertThat(markup)
                .anyMatch(text -> text.contains("&lt;!channel&gt;"))
                .noneMatch(text -> text.contains("<!channel>") || text.contains("*bold*"));

        TestUser gina = world().as(world().company().gina());
        owns("gina@example.com", billing());
        assertThat(gina.opensHome().says())
                .contains("Only full members of this organisation can see credentials.")
                .doesNotContain("billing");
    }

    @Test
    void with_entra_away_the_tab_comes_from_what_was_read_and_says_how_old_that_is() {
        ends("one", 20);
        aliceOwnsBilling();
        world().timePasses(Duration.ofHours(2));

        var calls = slack().calls().size();
        assertThat(alice().opensHome().says()).contains("“one”", "Entra could not be read since");
        assertThat(slack().calls().subList(calls, slack().calls().size()))
                .extracting(call -> call.method())
                .isEqualTo(List.of("users.info", "views.publish"));
    }

    @Test
    void slack_being_busy_leaves_the_tab_for_the_next_time() {
        ends("one", 20);
        aliceOwnsBilling();
        slack().faults().next("views.publish", status(429, Map.of("Retry-After", "30")));

        slack().openHome(alice().id());
        world().settle();
        assertThat(slack().home(alice().id())).isEmpty();
        assertThat(alice().opensHome().says()).contains("“one”");
    }
}
