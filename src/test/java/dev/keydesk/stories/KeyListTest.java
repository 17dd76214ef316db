package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.slack.Installation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/** People list the keys of an app, and get them as a file. */
class KeyListTest extends LookingStory {
    private static final String CSV = "Send me the list as CSV";

    @Test
    void one_apps_keys_with_who_made_them_for_whoever_may_ask() {
        aliceAsksAndBobApproves();
        alice().sees("made when you pick it up").press("Pick up the secret");
        var by = entra().tenant();
        by.existingSecret(
                world().company().payroll().id(),
                "by hand",
                now().minus(Duration.ofDays(9)),
                now().plus(Duration.ofDays(200)));
        scanLater();

        assertThat(erin().isTold("/client-secrets PAYROLL-api"))
                .containsSubsequence(
                        "payroll-api has 2 credentials",
                        "nightly export",
                        "Made by the desk for @alice, KD-",
                        "“by hand”",
                        "Not made by the desk.")
                .contains("[Renew]", "[" + CSV + "]", "Client ID");
        assertThat(erin().seesPrivately("payroll-api has 2 credentials").spoken())
                .contains("“by hand”", "Not made by the desk.", "Made by the desk for @alice, KD-");
        assertThat(bob().isTold("/client-secrets payroll-api"))
                .contains("payroll-api has 2 credentials");
    }

    @Test
    void a_copied_marker_makes_no_secret_ours_and_a_changed_name_takes_none_from_us() {
        aliceAsksAndBobApproves();
        alice().sees("made when you pick it up").press("Pick up the secret");
        var payroll = world().company().payroll();
        var made = entra().tenant().secretsOf(payroll.id()).getFirst();
        var marker = made.displayName().substring(made.displayName().indexOf(" · "));
        entra().tenant()
                .existingSecret(
                        payroll.id(),
                        "copied" + marker,
                        now().minus(Duration.ofDays(9)),
                        now().plus(Duration.ofDays(200)));
        scanLater();

        assertThat(erin().isTold("/client-secrets PAYROLL-api"))
                .containsSubsequence("“nightly export", "Made by the desk for @alice, KD-")
                .containsSubsequence("“copied" + marker, "Not made by the desk.")
                .containsOnlyOnce("Made by the desk");
    }

    @Test
    void without_a_name_the_keys_of_the_apps_one_looks_after() {
        assertThat(alice().isTold("/client-secrets"))
                .contains("knows no credential of an app that you look after");
        ends("export", 20);
        aliceOwnsBilling();

        assertThat(alice().isTold("/client-secrets"))
                .contains(
                        "The apps you look after have one credential",
                        "billing · client secret “export”");
        assertThat(alice().isTold("/client-secrets help")).contains("/client-secrets payroll-api");
    }

    @Test
    void several_apps_are_offered_and_a_mistyped_name_brings_the_nearest() {
        Application other = entra().tenant().app("billing-test", app -> app.ownedBy(desk()));
        ends(other, "export", 20);
        scanLater();

        assertThat(alice().isTold("/client-secrets bill"))
                .contains("Several apps fit “bill”", "billing-test");
        alice().seesPrivately("Several apps fit").pressBeside("billing-test", "Show");
        assertThat(alice().seesPrivately("billing-test has one credential").says())
                .contains("“export”");
        assertThat(alice().isTold("/client-secrets payrol-apj"))
                .contains("The desk shows you no app with the name", "payroll-api");
    }

    @Test
    void who_may_neither_ask_nor_decide_sees_only_what_they_look_after() {
        var dave = world().as(slack().workspace().person("dave").id());
        slack().workspace().join(general(), dave.id());
        ends("export", 20);
        owns("dave@example.com", billing());
        scanLater();

        assertThat(dave.isTold("/client-secrets payroll-api"))
                .contains("The desk shows you no app")
                .doesNotContain("payroll-api has");
        assertThat(dave.isTold("/client-secrets billing")).contains("billing has one credential");

        TestUser gina = world().as(world().company().gina());
        assertThat(gina.isTold("/client-secrets billing")).contains("Only full members");
    }

    @Test
    void three_hundred_keys_come_in_several_messages_and_none_is_left_out_or_repeated() {
        for (int key = 0; key < 300; key++) {
            ends("key %03d".formatted(key), 10 + key);
        }
        scanLater();

        alice().type("/client-secrets billing");
        slack().faults().next("response_url", status(429, Map.of("Retry-After", "3")));
        world().timePasses(Duration.ofSeconds(10));
        for (int press = 0; press < 9; press++) {
            var last = alice().toldPrivately().getLast();
            var more = last.buttons().stream().filter(it -> it.endsWith(" more")).findFirst();
            if (more.isEmpty()) {
                break;
            }
            last.press(more.get());
            world().timePasses(Duration.ofSeconds(10));
        }
        var all =
                String.join("\n", alice().toldPrivately().stream().map(it -> it.spoken()).toList());
        assertThat(IntStream.range(0, 300).mapToObj("“key %03d”"::formatted))
                .allSatisfy(name -> assertThat(all.split(name, -1)).as(name).hasSize(2));
        assertThat(alice().toldPrivately())
                .allSatisfy(it -> assertThat(it.spoken().length()).isLessThan(4000));
    }

    @Test
    void the_list_comes_as_a_file_and_formulas_in_it_are_only_words() {
        ends("=1+2", 20);
        ends("with \"quotes\", and\nlines", 30);
        aliceOwnsBilling();

        alice().isTold("/client-secrets billing");
        alice().seesPrivately("billing has 2 credentials").press(CSV);
        assertThat(alice().seesPrivately("as a file").says()).contains("in your messages");
        assertThat(alice().files()).hasSize(1);
        var file = alice().files().getFirst();
        assertThat(file.name()).isEqualTo("credentials-2026-03-02.csv");
        assertThat(file.text())
                .startsWith("\uFEFFapp,client id,object id,key id,kind,name")
                .contains("billing," + billing().appId() + "," + billing().id())
                .contains("'=1+2", "\"with \"\"quotes\"\", and lines\"", "2026-03-22T")
                .contains("alice@example.com")
                .endsWith("\r\n");
        assertThat(audited("list-sent")).hasSize(1);
        assertThat(alice().sees("The list you asked for").spoken()).contains("2 credentials");
    }

    @Test
    void without_the_scope_for_files_people_and_operators_hear_why_there_is_none() {
        slack().install(Installation.usual().withoutScope("files:write"));
        ends("export", 20);
        aliceOwnsBilling();
        refusalsAreFine();

        alice().isTold("/client-secrets billing");
        alice().seesPrivately("billing has one credential").press(CSV);
        assertThat(alice().seesPrivately("files:write").says())
                .contains("no list was sent", "manifest.yml asks for");
        assertThat(alice().files()).isEmpty();
        assertThat(log()).anyMatch(line -> line.contains("a list was not sent"));
    }

    @Test
    void slack_being_busy_or_broken_while_the_file_goes_up_sends_it_later_and_once() {
        ends("export", 20);
        aliceOwnsBilling();
        alice().isTold("/client-secrets billing");
        slack().faults()
                .next("files.getUploadURLExternal", status(429, Map.of("Retry-After", "2")));
        slack().faults().next("upload_url", status(503, Map.of()));
        slack().faults()
                .next("files.completeUploadExternal", status(429, Map.of("Retry-After", "2")));

        alice().seesPrivately("billing has one credential").press(CSV);
        world().timePasses(Duration.ofMinutes(5));
        assertThat(alice().files()).hasSize(1);
    }

    @Test
    void a_lost_last_answer_sends_nothing_twice_and_says_so() {
        ends("export", 20);
        aliceOwnsBilling();
        alice().isTold("/client-secrets billing");
        slack().faults().next("files.completeUploadExternal", new Fault.CutAfter());

        alice().seesPrivately("billing has one credential").press(CSV);
        world().timePasses(Duration.ofMinutes(5));
        assertThat(alice().files()).hasSize(1);
        assertThat(alice().seesPrivately("did not say whether").says()).contains("press again");
    }

    @Test
    void an_app_without_keys_says_so() {
        scanLater();
        assertThat(alice().isTold("/client-secrets billing"))
                .contains("billing has no credentials");
    }
}
