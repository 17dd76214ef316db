package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.sandbox.PretendDesk.Heard;
import dev.keydesk.sandbox.PretendDesk.Says;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** How the pick-up is chosen in a form, whoever made that. */
class OpenFormTest {
    private static final Pattern TRIGGER = Pattern.compile("trigger_id=([^&]+)");
    private static final String MODAL =
            """
            {"type":"modal","title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "blocks":[
               {"type":"input","block_id":"way","label":{"type":"plain_text","text":"Pick-up"},
                "element":{"type":"radio_buttons","action_id":"way",
                  "initial_option":{"text":{"type":"plain_text","text":"In Slack"},"value":"s"},
                  "options":[
                    {"text":{"type":"plain_text","text":"In Slack"},"value":"s"},
                    {"text":{"type":"plain_text","text":"By a one-time link"},"value":"l"}]}}]}
            """;

    @Test
    void a_way_to_pick_up_is_chosen_by_its_label(@TempDir Path folder) {
        try (var desk = new PretendDesk();
                var world = World.stepped(folder)) {
            var bot = new BotLine(world);
            desk.says(command -> {
                bot.opens(trigger(command), MODAL);
                return Says.text(200, "");
            });
            world.company().slack().deliverTo(desk.address().resolve("/slack/events"));
            var form = world.alice().runs("/new-client-secret");

            assertThat(form.says()).contains("(•) In Slack ( ) By a one-time link");
            assertThat(chosen(form)).isEqualTo("s");
            form.pickUp("By a one-time link");
            assertThat(chosen(form)).isEqualTo("l");
            assertThatThrownBy(() -> form.pickUp("By pigeon"))
                    .isInstanceOf(NotAsExpected.class)
                    .hasMessage(
                            "the form offers no pick-up “By pigeon”, only [In Slack, By a one-time"
                                    + " link]");
        }
    }

    private static String trigger(Heard command) {
        return TRIGGER.matcher(command.body()).results().findFirst().orElseThrow().group(1);
    }

    private static String chosen(OpenForm form) {
        return form.view().state().at("/way/way/selected_option/value").asText();
    }
}
