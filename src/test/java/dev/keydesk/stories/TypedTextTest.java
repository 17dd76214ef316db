package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.removal.RevokeModal;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** What people type: found whatever signs are in it, and never kept if it is a secret. */
class TypedTextTest extends RemovalStory {
    private static final String NAME = "R&D <x> &lt;y&gt;";

    private static final String LEAKED = "abc8Q~0123456789abcdefghijABCDEFGHIJ_-.~";
    private static final String WARNING =
            "This looks like a client secret of Entra, so nothing of it was stored.";

    private String odd = "";

    @BeforeEach
    void an_app_with_signs_that_slack_escapes() {
        var app = entra().tenant().app(NAME, it -> it.ownedBy(desk()));
        odd = app.id();
        entra().tenant().app("R&D <xy>", it -> it.ownedBy(desk()));
        ends(app, "nightly", 300);
        scan();
    }

    @Test
    void every_command_finds_an_app_with_signs_that_slack_escapes() {
        assertThat(alice().runs("/new-client-secret " + NAME).says())
                .contains(NAME + " has one live client secret");
        var revoke = bob().runs("/new-client-secret revoke " + NAME);
        assertThat(revoke.choices(RevokeModal.keyField(odd))).hasSize(1);
        assertThat(alice().isTold("/client-secrets " + NAME))
                .contains(NAME + " has one credential");
    }

    @Test
    void a_name_that_looks_like_a_person_or_channel_is_found_too() {
        entra().tenant().app("@bob #general", it -> it.ownedBy(desk()));
        scan();

        assertThat(alice().runs("/new-client-secret @bob #general").says())
                .contains("@bob #general has no live client secret");
    }

    @Test
    void a_name_that_fits_nothing_or_several_is_said_where_it_was_typed() {
        for (var command : new String[] {"/new-client-secret", "/new-client-secret revoke"}) {
            var who = command.endsWith("revoke") ? bob() : alice();
            assertThat(who.runs(command + " nothing-<like>-it").says())
                    .contains(
                            "The desk serves no app registration with the name, client ID or object"
                                    + " ID “nothing-<like>-it”");
            assertThat(who.runs(command + " R&D").says())
                    .contains(
                            "Several app registrations fit “R&D”. Choose the one you mean below.");
        }
        assertThat(bob().isTold("/client-secrets nothing-<like>-it")).contains("shows you no app");
        assertThat(bob().isTold("/client-secrets R&D")).contains("Several apps fit “R&D”");
    }

    @Test
    void who_is_not_known_to_see_names_has_to_know_the_one_to_revoke_a_secret_of() {
        // The desk tells who has not to do with apps no more than they have typed.
        var dora = world().as(slack().workspace().person("dora").id());
        slack().workspace().join(world().company().general(), dora.id());
        for (var typed : new String[] {"R&D <x>", "nothing-like-it"}) {
            assertThat(dora.runs("/new-client-secret revoke " + typed).says())
                    .contains("“%s” is not the whole name, client ID or object ID".formatted(typed))
                    .doesNotContain("&lt;y&gt;");
        }
        assertThat(dora.runs("/new-client-secret revoke " + NAME).says())
                .doesNotContain("is not the whole name");
    }

    @Test
    void before_the_first_scan_no_name_is_called_unknown() {
        world().whileDown(() -> {
            forgetsItsDatabase();
            entra().faults().next("listApplications", 10_000, EntraFault.withoutBody(403));
        });
        for (var typed : new String[] {NAME, "nothing-<like>-it", "R&D"}) {
            assertThat(alice().runs("/new-client-secret " + typed).says())
                    .contains("The list of app registrations is still being read from Entra")
                    .doesNotContain("no app registration", "Several", "is not the whole name");
            assertThat(bob().runs("/new-client-secret revoke " + typed).says())
                    .doesNotContain("no app registration", "Several", "is not the whole name");
            assertThat(bob().isTold("/client-secrets " + typed))
                    .doesNotContain("no app", "Several");
        }

        entra().faults().clear();
        scan();
        assertThat(alice().runs("/new-client-secret " + NAME).says())
                .contains(NAME + " has one live client secret");
    }

    private void forgetsItsDatabase() {
        try (var files = Files.list(world().folder())) {
            for (var file : files.filter(it -> it.toString().contains("keydesk.db")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_text_with_a_secret_in_it_is_refused_before_it_is_stored() throws IOException {
        told("export", 5);
        var said = "I think it is " + LEAKED + ", or not.";

        for (var command :
                new String[] {
                    "/new-client-secret", "/new-client-secret revoke", "/client-secrets"
                }) {
            alice().type(command + " " + said);
            assertThat(alice().toldPrivately().getLast().says()).contains(WARNING);
            assertThat(alice().hasFormOpen()).isFalse();
        }
        var form = alice().runs("/new-client-secret billing").lifetime(90).description("nightly");
        assertThat(mistakes(form.reason(said))).contains(WARNING);
        assertThat(mistakes(form.reason("The old one ends.").description(LEAKED)))
                .contains(WARNING);
        form.description("nightly").submit();
        var deny = bob().sees("asks for a client secret").pressForForm("Deny");
        assertThat(mistakes(deny.fill(ReasonForm.REASON, said))).contains(WARNING);
        var revoke = bob().runs("/new-client-secret revoke " + NAME);
        var key = RevokeModal.keyField(odd);
        revoke.choose(key, revoke.choices(key).getFirst().value());
        assertThat(mistakes(revoke.fill(RevokeModal.WORDS, said))).contains(WARNING);
        alice().sees("“export”").takes("“export”", "Remove…");
        var remove = alice().openForm();
        assertThat(mistakes(remove.fill(RemoveForm.WORDS, said))).contains(WARNING);
        remove.fill(RemoveForm.WORDS, "It is replaced.").submit();
        var decline = bob().sees(ASKS).pressForForm("Decline");
        assertThat(mistakes(decline.fill(ReasonForm.REASON, said))).contains(WARNING);

        world().settle();
        assertThat(everythingKept()).doesNotContain(LEAKED);
    }

    private static String mistakes(OpenForm form) {
        form.submitted();
        return String.join(" ", form.errors().values());
    }

    /** Log, tables and what stays in Slack. */
    private String everythingKept() throws IOException {
        var kept = new StringBuilder(String.join("\n", log()));
        slack().everythingThatStays().forEach(kept::append);
        try (var files = Files.walk(world().folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                kept.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return kept.toString();
    }
}
