package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.Secret;
import dev.keydesk.sandbox.entra.SignInCertificate;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Credentials that look unlike those which people and Keydesk make. */
class OddCredentialsTest extends LookingStory {
    private static final String CSV = "Send me the list as CSV";

    private Instant in(int days) {
        return now().plus(Duration.ofDays(days)).plus(Duration.ofHours(4));
    }

    private Secret named(byte[] identifier, int days) {
        return entra().tenant()
                .existingSecret(
                        billing().id(), identifier, now().minus(Duration.ofDays(200)), in(days));
    }

    private SignInCertificate certificate(String name, int days) {
        return entra().tenant()
                .existingCertificate(
                        billing().id(), name, now().minus(Duration.ofDays(200)), in(days));
    }

    private static String thumbprint(SignInCertificate certificate) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(Base64.getDecoder().decode(certificate.thumbprint()));
    }

    @Test
    void an_old_secret_is_called_by_the_name_in_its_bytes_wherever_it_is_named() {
        named("\uFEFFnightly export".getBytes(StandardCharsets.UTF_16LE), 31);
        named("Gehälter".getBytes(StandardCharsets.UTF_8), 32);
        daysPass(2);

        assertThat(told()).anyMatch(text -> text.contains("“nightly export”"));
        assertThat(told()).anyMatch(text -> text.contains("“Gehälter”"));
        aliceOwnsBilling();
        assertThat(alice().isTold("/client-secrets billing"))
                .contains("“nightly export”", "“Gehälter”")
                .doesNotContain("without a name");
        assertThat(
                        bob().runs("/new-client-secret revoke billing")
                                .choices("revoke_which-" + billing().id()))
                .extracting(choice -> choice.text())
                .anyMatch(text -> text.contains("nightly export"))
                .anyMatch(text -> text.contains("Gehälter"));
    }

    @Test
    void a_certificate_without_a_name_is_called_by_its_thumbprint() {
        var thumbprint = thumbprint(certificate("", 31));
        daysPass(1);

        var shown = "certificate with thumbprint " + thumbprint.substring(0, 12) + "…";
        assertThat(told()).anyMatch(text -> text.contains(shown));
        aliceOwnsBilling();
        assertThat(alice().isTold("/client-secrets billing")).contains(shown);
        assertThat(csv("billing has one credential")).contains(",certificate," + thumbprint + ",");
    }

    @Test
    void the_two_entries_of_a_certificate_that_signs_are_one_credential() {
        aliceOwnsBilling();
        var signs = entra().tenant().alsoSigns(billing().id(), certificate("CN=billing", 31));
        daysPass(1);

        assertThat(alice().sees("CN=billing").says().split("CN=billing", -1)).hasSize(2);
        assertThat(alice().isTold("/client-secrets billing"))
                .contains("billing has one credential");
        assertThat(months()).contains("Apr 2026 1");
        assertThat(world().bot().credentials().ofApp(billing().id()))
                .extracting(live -> live.key().keyId())
                .doesNotContain(signs.keyId())
                .hasSize(1);
    }

    @Test
    void application_proxys_own_secret_is_told_nobody_and_offered_nowhere() {
        aliceOwnsBilling();
        ends("CWAP_AuthSecret", 31);
        named("CWAP_AuthSecret".getBytes(StandardCharsets.UTF_8), 31);
        daysPass(2);

        alice().doesNotSee("CWAP_AuthSecret");
        assertThat(told()).noneMatch(text -> text.contains("billing"));
        assertThat(alice().isTold("/client-secrets billing"))
                .contains("CWAP_AuthSecret", "managed by Microsoft Entra application proxy")
                .doesNotContain("[Renew]");
        assertThat(alice().opensHome().says())
                .contains("managed by Microsoft Entra application proxy", "No credential expires")
                .doesNotContain("[Renew]");
        assertThat(bob().runs("/new-client-secret revoke billing").says())
                .contains("has no live client secret that you could revoke");
        assertThat(csv("billing has 2 credentials"))
                .contains("managed by Microsoft Entra application proxy");
    }

    @Test
    void beside_others_application_proxys_secret_is_named_for_what_it_is_and_not_offered() {
        ends("CWAP_AuthSecret", 31);
        var own = ends("export", 90);
        scanLater();

        var form = alice().runs("/new-client-secret billing");
        assertThat(form.says())
                .contains("CWAP_AuthSecret", ", managed by Microsoft Entra application proxy\n");
        assertThat(
                        bob().runs("/new-client-secret revoke billing")
                                .choices("revoke_which-" + billing().id()))
                .singleElement()
                .matches(choice -> choice.value().equals(own.keyId()));
    }

    @Test
    void a_newer_secret_of_application_proxy_takes_the_place_of_none() {
        aliceOwnsBilling();
        ends("export", 31);
        entra().tenant().existingSecret(billing().id(), "CWAP_AuthSecret", now(), in(300));
        daysPass(1);

        assertThat(alice().sees("“export”").says())
                .contains("expires")
                .doesNotContain("was replaced", "remove it?");
    }

    /** Buttons and forms of a time in which Keydesk did not know what that secret is. */
    @Test
    void old_buttons_and_forms_change_nothing_of_application_proxys_secret() {
        aliceOwnsBilling();
        var key = ends("export", 31);
        daysPass(1);
        assertThat(alice().sees("“export”").menu("“export”")).contains("Remove…", "Renew");
        alice().isTold("/client-secrets billing");
        var revoking =
                bob().runs("/new-client-secret revoke billing")
                        .choose("revoke_which-" + billing().id(), key.keyId())
                        .fill("revoke_words", "It stood in a public repository.");
        entra().tenant().removeByHand(billing().id(), key.keyId());
        world().timePasses(Duration.ofMinutes(10));
        entra().tenant()
                .bringBack(
                        billing().id(),
                        new Secret(
                                key.keyId(),
                                "CWAP_AuthSecret",
                                "",
                                key.hint(),
                                key.start(),
                                key.end()));
        scanLater();

        revoking.submit();
        assertThat(bob().sees("application proxy").says()).contains("Nothing was changed");
        alice().sees("“export”").takes("“export”", "Remove…");
        assertThat(alice().seesPrivately("application proxy").says())
                .contains("Nothing was changed");
        alice().seesPrivately("billing has one credential").press("Renew");
        assertThat(alice().openForm().says()).contains("renews it by itself");
        assertThat(entra().tenant().secretsOf(billing().id())).hasSize(1);
    }

    private String months() {
        var picture = alice().opensHome().picture().orElseThrow();
        return picture.path("alt_text").asText();
    }

    private String csv(String list) {
        alice().seesPrivately(list).press(CSV);
        return alice().files().getFirst().text();
    }
}
