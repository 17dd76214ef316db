package dev.keydesk.browser.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;

import org.junit.jupiter.api.Test;

/** What Slack does not accept, what the page does not know, and a policy that nobody breaks. */
class RefusedTest extends SandboxStory {

    @Test
    void slacks_answer_to_a_malformed_call_stands_on_the_page() {
        var window = window("alice", "");
        assertThat(window.find("#troubles-strip")).isHidden();
        window.looksAt(Window.TIME).find("#trials-part summary").click();
        refusal(window, "A message with a malformed block", "invalid_blocks");
        refusal(window, "A modal over the limits", "invalid_arguments");
        refusal(window, "A method Slack does not have", "unknown_method");
        refusal(window, "A question about nobody", "user_not_found");
        assertThat(window.find("#troubles-count")).hasText("4");
        assertOpenToAll(window);
    }

    private static void refusal(Window window, String call, String error) {
        window.presses(call);
        assertThat(window.find("#trial-answer")).containsText("\"error\":\"" + error + "\"");
        assertThat(window.find("#troubles .trouble-line").first()).containsText(error);
    }

    @Test
    void what_slack_refuses_opens_the_panel_by_itself() throws Exception {
        var window = window("alice", "");
        assertThat(window.find("#troubles")).isHidden();
        desk().chatPostMessage(message -> message.channel("U0NOBODY").text("Is anybody there?"));
        assertThat(window.find("#troubles .trouble-line")).isVisible();
        assertThat(window.find("#troubles")).containsText("chat.postMessage");
    }

    /** Slack, as the desk reaches it. */
    private MethodsClient desk() {
        var slack = world().company().slack();
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiUrl().toString());
        config.setStatsEnabled(false);
        return Slack.getInstance(config).methods(slack.botToken().reveal());
    }

    @Test
    void a_command_that_the_app_does_not_have_never_reaches_the_desk() {
        var window = window("alice", "").writes("/foo bar");
        assertThat(window.find("#notice")).hasText("/foo is not a valid command.");
    }

    @Test
    void what_goes_wrong_on_purpose_is_said_above_the_conversation_and_can_be_ended() {
        var window = window("alice", "");
        window.looksAt(Window.TIME).presses("Slack is down");
        assertThat(window.find("#mischief")).containsText(" calls of Slack");
        assertOpenToAll(window);
        window.find("#mischief button").click();
        assertThat(window.find("#mischief")).isEmpty();
    }

    @Test
    void an_address_of_somebody_who_is_not_here_leads_to_the_first_person() {
        var window = window(usual()).opens("#as=mallory");
        assertThat(window.page()).hasTitle("alice · Keydesk sandbox");
    }

    @Test
    void a_part_the_page_does_not_know_is_shown_as_it_is() throws Exception {
        var window = window("alice", "team-payroll");
        var channel =
                world().company().slack().workspace().channels().stream()
                        .filter(it -> it.name().equals("team-payroll"))
                        .findFirst()
                        .orElseThrow();
        var answer =
                desk().chatPostMessage(message ->
                        message.channel(channel.id().value())
                                .text("when?")
                                .blocksAsString(
                                        """
                                        [{"type": "actions", "elements": [
                                          {"type": "datepicker", "action_id": "when"}]}]
                                        """));
        assertThat(answer.getError()).isNull();
        assertThat(window.find("#messages")).containsText("Not drawn here: datepicker");
    }

    @Test
    void a_scene_that_is_none_is_named_and_the_world_stays() {
        var window = window(usual()).opens("#scene=nonsense");
        window.complaints().mayBe("the server responded with a status of 404");
        assertThat(window.find("#notice")).containsText("There is no scene nonsense");
        assertThat(window.find("#rooms a")).not().hasCount(0);
    }

    @Test
    void a_violation_of_the_policy_would_not_go_unnoticed() {
        var window = window("alice", "");
        window.page().evaluate("document.body.append(document.createElement('style'))");
        window.page()
                .waitForCondition(() ->
                        window.complaints().heard().stream()
                                .anyMatch(it -> it.contains("against the policy")));
        window.complaints().mayBe("against the policy").mayBe("Content Security Policy");
    }
}
