package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class MrkdwnTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "payroll-api => payroll-api",
                "<!channel> => &lt;!channel&gt;",
                "<https://evil.example|safe> => &lt;https://evil.example|safe&gt;",
                "<@U123> & co => &lt;@U123&gt; &amp; co",
                "&lt;!here&gt; => &amp;lt;!here&amp;gt;",
                "my_app_name => my_app_name",
                "_my_app_ => ˍmy_appˍ",
                "*bold* => ∗bold∗",
                "2*3*4 => 2*3*4",
                "~gone~ => ∼gone∼",
                "a`b`c => aˋbˋc",
                ":tada: => ∶tada∶",
                "pay:arrow_down:roll => pay∶arrow_down∶roll",
                ":wave::skin-tone-2: => ∶wave∶∶skin-tone-2∶",
                ":ありがとう: => ∶ありがとう∶",
                ":tada => ∶tada",
                "https://payroll.example:8443/a => https://payroll.example:8443/a",
                "payroll: nightly => payroll: nightly",
                "payroll (EU): nightly => payroll (EU): nightly",
                "> payroll => › payroll",
            })
    void a_foreign_name_stays_the_same_words(String foreign, String shown) {
        assertThat(Mrkdwn.escape(foreign, 500)).isEqualTo(shown);
    }

    @Test
    void a_foreign_string_cannot_begin_a_line_or_turn_the_writing() {
        assertThat(Mrkdwn.escape("a\n> quoted\r\nb\u2028c\u202Ed", 500))
                .isEqualTo("a &gt; quoted b c d");
        assertThat(Mrkdwn.escape("pay\u200B\uFEFFroll\u001B[2J\u061C\u00AD\uDC00x", 500))
                .isEqualTo("pay roll [2J x");
    }

    @Test
    void a_limit_counts_what_slack_counts_and_cuts_no_entity() {
        assertThat(Mrkdwn.escape("<<<<", 8)).isEqualTo("&lt;…");
        assertThat(Mrkdwn.escape("<<", 8)).isEqualTo("&lt;&lt;");
        assertThat(Mrkdwn.escape("abc", 3)).isEqualTo("abc");
        assertThat(Mrkdwn.escape("abcd", 3)).isEqualTo("ab…");
        assertThat(Mrkdwn.escape("🗝🗝🗝", 4)).isEqualTo("🗝…");
        assertThat(Mrkdwn.escape("x".repeat(10_000), 500)).hasSize(500);
    }

    @Test
    void code_cannot_be_left_from_inside() {
        assertThat(Mrkdwn.code("a`<!here>\n``` b")).isEqualTo("`aˋ&lt;!here&gt; ˋˋˋ b`");
        assertThat(Mrkdwn.code("")).isEqualTo("` `");
    }

    @Test
    void each_line_of_a_quotation_stays_within_it() {
        assertThat(Mrkdwn.quote("nightly export\n<!here>\n\n*now*", 500))
                .isEqualTo("> nightly export\n> &lt;!here&gt;\n> \n> ∗now∗");
        assertThat(Mrkdwn.quote("x\n".repeat(5_000), 500).length()).isLessThanOrEqualTo(500);
        assertThat(Mrkdwn.quote("x".repeat(10_000), 500).length()).isLessThanOrEqualTo(500);
    }

    @Test
    void a_date_is_local_to_the_reader_and_says_utc_where_it_cannot_be() {
        assertThat(Mrkdwn.date(Instant.parse("2026-11-22T14:05:00Z")))
                .isEqualTo("<!date^1795356300^{date_short} {time}|22 Nov 2026, 14:05 UTC>");
    }

    @Test
    void plain_text_is_cut_between_characters() {
        assertThat(Mrkdwn.cut("abc", 3)).isEqualTo("abc");
        assertThat(Mrkdwn.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(Mrkdwn.cut("a🗝🗝", 3)).isEqualTo("a…");
        assertThat(Mrkdwn.cut("a\n\u202Eb\u200B", 10)).isEqualTo("a b ");
    }

    @Test
    void our_own_markup_is_cut_before_a_mention_or_entity_that_would_be_half() {
        assertThat(Mrkdwn.cutMarkup("by <@U123456>", 10)).isEqualTo("by …");
        assertThat(Mrkdwn.cutMarkup("a &amp; b and more", 6)).isEqualTo("a …");
        assertThat(Mrkdwn.cutMarkup("by <@U1> and more", 12)).isEqualTo("by <@U1> an…");
        assertThat(Mrkdwn.cutMarkup("short", 10)).isEqualTo("short");
    }
}
