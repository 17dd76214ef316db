package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;

/** The token of a link and its code, planted where they must not be. */
class LeakDetectorTest {
    private static final SecretText TOKEN = SecretText.of(BotLine.TOKEN);

    private final LeakDetector leakDetector = LeakDetector.watching();
    private World world;
    private BotLine bot;

    LeakDetectorTest(@TempDir Path folder) {
        world = World.stepped(folder);
        bot = new BotLine(world);
    }

    @BeforeEach
    void show() {
        bot.showsAliceALink("https://desk.example/pick-up/1#c." + BotLine.TOKEN, "123 456");
    }

    @AfterEach
    void close() {
        world.close();
        leakDetector.close();
    }

    @Test
    void what_only_alice_saw_is_no_leak() {
        assertThat(leakDetector.find(world)).isEmpty();
    }

    @Test
    void a_token_in_the_log_is_found_in_every_spelling() {
        for (var spelling : LeakDetector.spellings(TOKEN)) {
            try (var fresh = LeakDetector.watching()) {
                LoggerFactory.getLogger("leaky").info("opened {}", spelling);
                assertThat(fresh.find(world))
                        .containsExactly("the token of link 1 was found in the log");
            }
        }
    }

    @Test
    void a_token_in_a_file_is_found() throws Exception {
        Files.writeString(world.folder().resolve("notes.txt"), "x" + TOKEN.reveal() + "x");
        assertThat(leakDetector.find(world))
                .containsExactly("the token of link 1 was found in the file notes.txt");
    }

    @Test
    void a_token_in_a_message_that_stays_is_found() {
        bot.writesToAlice("https://desk.example/pick-up/1#c." + TOKEN.reveal());
        assertThat(leakDetector.find(world))
                .containsExactly("the token of link 1 was found in a Slack message that stays");
    }

    @Test
    void a_link_is_remembered_after_its_message_is_gone() {
        world.company().slack().reload(world.company().alice());
        LoggerFactory.getLogger("leaky").info("opened {}", TOKEN.reveal());
        assertThat(leakDetector.find(world))
                .containsExactly("the token of link 1 was found in the log");
    }

    @Test
    void a_link_without_a_code_has_a_token_too() {
        bot.showsAliceALink("https://desk.example/pick-up/1#o.another-token-of-a-link", "123 456");
        LoggerFactory.getLogger("leaky").info("opened another-token-of-a-link");
        assertThat(leakDetector.find(world))
                .containsExactly("the token of link 2 was found in the log");
    }

    @Test
    void the_fragment_of_another_page_is_no_secret() {
        bot.showsAliceALink("https://portal.example/#view/Microsoft_AAD_IAM", "123 456");
        LoggerFactory.getLogger("leaky").info("view/Microsoft_AAD_IAM");
        assertThat(leakDetector.find(world)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "123 456", "code=123456", "the code is 123456.", "(123 456)"})
    void a_code_in_the_log_or_in_a_message_that_stays_is_found(String text) {
        LoggerFactory.getLogger("leaky").info(text);
        bot.writesToAlice(text);
        assertThat(leakDetector.find(world))
                .containsExactly(
                        "the code of a link was found in the log",
                        "the code of a link was found in a Slack message that stays");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1123456", "123456.5", "0.123456", "123 4567", "a123456", "654321"})
    void a_part_of_another_number_is_no_code(String text) {
        LoggerFactory.getLogger("leaky").info(text);
        assertThat(leakDetector.find(world)).isEmpty();
    }

    @Test
    void six_digits_in_a_file_may_be_anything() throws Exception {
        Files.writeString(world.folder().resolve("notes.txt"), "123456");
        assertThat(leakDetector.find(world)).isEmpty();
    }
}
