package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.Application;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

/** An app and its key are named by somebody who knows Slack and spreadsheets: names stay names. */
class ForeignNamesTest extends RenewalStory {
    private static final String APP = "=1+2 <!channel> & co";
    private static final String KEY = "<!here> nightly & export";

    private Application appIsNamedSo() {
        var app = entra().tenant().app(APP, it -> it.ownedBy(desk()));
        ends(app, KEY, 31);
        daysPass(1);
        return app;
    }

    private void renewed() {
        alice().sees("A credential ").takes(KEY, "Renew");
        alice().openForm().lifetime(90).reason("The old one ends.").submit();
        bob().sees("asks for a client secret for").press("Approve");
        alice().sees("can pick it up").press("Get a one-time link");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
    }

    @Test
    void in_messages_about_a_request_and_the_key_it_replaces() {
        appIsNamedSo();
        renewed();

        bob().sees(CARD).press("Keep");
        assertNamesStayNames();
    }

    @Test
    void in_messages_about_a_removal() {
        var app = appIsNamedSo();
        alice().sees("A credential ").takes(KEY, "Remove…");
        assertThat(alice().openForm().says()).contains(APP, KEY);
        alice().openForm().submit();
        bob().sees(ASKS).press("Approve removal");
        world().timePasses(Duration.ofMinutes(5));

        assertThat(entra().tenant().secretsOf(app.id())).isEmpty();
        assertNamesStayNames();
    }

    @Test
    void in_a_file_for_a_spreadsheet() {
        var app = appIsNamedSo();
        alice().isTold("/client-secrets " + app.appId());
        alice().seesPrivately("has one credential").press("Send me the list as CSV");

        assertThat(alice().files().getFirst().text())
                .contains("\n'" + APP + ",")
                .doesNotContain("\n=");
    }

    /** They were said, and nowhere as markup. */
    private void assertNamesStayNames() {
        assertThat(everything())
                .anyMatch(text -> text.contains("&lt;!channel&gt;"))
                .anyMatch(text -> text.contains("&lt;!here&gt;"))
                .noneMatch(text -> text.contains("<!channel>"))
                .noneMatch(text -> text.contains("<!here>"));
    }

    /** All that stands as markup; plain text and what a screen reader says is none. */
    private Stream<String> everything() {
        return slack().everSeen().stream().flatMap(ForeignNamesTest::markup);
    }

    private static Stream<String> markup(SeenMessage message) {
        return Stream.concat(
                Stream.of(message.text()),
                message.blocks().findParents("type").stream()
                        .filter(text -> text.path("type").asText().equals("mrkdwn"))
                        .map(text -> text.path("text").asText()));
    }
}
