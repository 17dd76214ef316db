package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.PretendDesk.Says;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A link from the message to the page and back, before a desk that answers what it is told to. */
class PickUpTabTest {
    private static final String SHOWN =
            """
            {"outcome":"shown","ticket":"KD-7F3K2","value":"the-value-itself"}
            """;

    private final PretendDesk desk = new PretendDesk();
    private final World world;
    private final BotLine bot;

    PickUpTabTest(@TempDir Path folder) {
        world = World.stepped(folder);
        bot = new BotLine(world);
    }

    @BeforeEach
    void stand() {
        world.gateway().leadTo(List.of(desk.address()));
        desk.says(request -> request.method().equals("GET") ? Says.html("<p>") : Says.json(SHOWN));
    }

    @AfterEach
    void close() {
        world.close();
        desk.close();
    }

    @Test
    void a_message_gives_its_link_and_its_code_and_the_click_is_told_to_the_bot() {
        world.company().slack().deliverTo(desk.address().resolve("/slack/events"));
        desk.says(Says.text(200, ""));
        bot.showsAliceALink("https://desk.example/pick-up/1#c." + BotLine.TOKEN, "123 456");
        var message = world.alice().seesPrivately("Your code is");

        assertThat(message.code()).isEqualTo("123456");
        assertThat(desk.heard()).isEmpty();
        assertThat(message.link("Open the one-time link"))
                .isEqualTo(URI.create("https://desk.example/pick-up/1#c." + BotLine.TOKEN));
        assertThat(desk.last().uri()).isEqualTo("/slack/events");
        assertThat(desk.last().body()).contains("open-link");
    }

    @Test
    void a_message_without_a_code_or_a_link_is_not_as_expected() {
        bot.writesToAlice("*123 456*");
        var message = world.alice().sees("123 456");

        assertThatThrownBy(message::code)
                .isInstanceOf(NotAsExpected.class)
                .hasMessageStartingWith("alice finds no code only they can see");
        assertThatThrownBy(() -> message.link("Open"))
                .isInstanceOf(NotAsExpected.class)
                .hasMessageStartingWith("alice finds no button “Open”");
    }

    @Test
    void a_tab_asks_as_the_page_does() {
        var tab = world.alice().opens(link("#c." + BotLine.TOKEN));

        assertThat(desk.last().method()).isEqualTo("GET");
        assertThat(desk.last().uri()).isEqualTo("/pick-up/7");
        assertThat(desk.last().header("Sec-Fetch-Mode")).contains("navigate");

        tab.enter("123456");

        assertThat(desk.last().method()).isEqualTo("POST");
        assertThat(desk.last().uri()).isEqualTo("/pick-up/7");
        assertThat(desk.last().header("Origin")).contains(world.gateway().address().toString());
        assertThat(desk.last().header("Sec-Fetch-Site")).contains("same-origin");
        assertThat(desk.last().header("Sec-Fetch-Mode")).contains("cors");
        assertThat(desk.last().header("Content-Type")).contains("application/json");
        assertThat(desk.last().body())
                .isEqualTo(
                        "{\"do\":\"pick-up\",\"token\":\"%s\",\"code\":\"123456\"}"
                                .formatted(BotLine.TOKEN));
    }

    @Test
    void the_other_deeds_and_links_without_a_code_or_a_token_ask_for_what_they_have() {
        var tab = world.alice().opens(link("#o.token-of-it"));
        tab.enter();
        assertThat(desk.last().body()).isEqualTo("{\"do\":\"pick-up\",\"token\":\"token-of-it\"}");
        tab.haveIt("1");
        assertThat(desk.last().body()).contains("\"do\":\"have-it\"", "\"code\":\"1\"");
        tab.didNotGetIt("1");
        assertThat(desk.last().body()).contains("\"do\":\"not-received\"");

        world.alice().opens(link("")).send("pick-up", Optional.of("123456"));
        assertThat(desk.last().body()).isEqualTo("{\"do\":\"pick-up\",\"code\":\"123456\"}");
    }

    @Test
    void a_value_is_hidden_as_soon_as_it_is_read() {
        var answer = world.alice().opens(link("#c.t")).enter("123456");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome()).isEqualTo("shown");
        assertThat(answer.text("ticket")).isEqualTo("KD-7F3K2");
        assertThat(answer.value()).isEqualTo(SecretText.of("the-value-itself"));
        assertThat(answer.toString()).contains("shown").doesNotContain("the-value-itself");
        assertThat(answer.body().toString()).doesNotContain("the-value-itself");
    }

    @Test
    void an_answer_that_is_none_of_the_pages_has_no_outcome() {
        var tab = world.alice().opens(link("#c.t"));
        desk.says(Says.text(413, "413 Payload Too Large"));

        var answer = tab.enter("123456");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.outcome()).isEmpty();
        assertThatThrownBy(answer::value)
                .isInstanceOf(NotAsExpected.class)
                .hasMessageContaining("no value was shown");
    }

    @Test
    void an_answer_that_is_lost_is_told_apart() {
        var tab = world.alice().opens(link("#c.t"));
        world.gateway().loseNextAnswer();

        assertThat(tab.enter("123456").status()).isZero();
        assertThat(desk.last().method()).isEqualTo("POST");
        assertThat(tab.enter("123456").outcome()).isEqualTo("shown");
    }

    @Test
    void a_link_that_leads_to_no_page_is_not_as_expected() {
        desk.says(Says.json("{}"));
        assertThatThrownBy(() -> world.alice().opens(link("#c.t")))
                .isInstanceOf(NotAsExpected.class)
                .hasMessage("the link leads to no page: status 200, application/json");
        desk.close();
        assertThatThrownBy(() -> world.alice().opens(link("#c.t")))
                .hasMessageContaining("status 502");
    }

    private URI link(String fragment) {
        return URI.create(world.gateway().address() + "/pick-up/7" + fragment);
    }
}
