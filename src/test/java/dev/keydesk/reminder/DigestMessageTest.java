package dev.keydesk.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.board.Addressee;
import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Step;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.reminder.LineText.Naming;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class DigestMessageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final AppRef BILLING = new AppRef("object", "client", "billing");
    private static final LookedAfter BY_NOBODY =
            LookedAfter.byNobody("the channel for all other apps", "its owner Max is not in Slack");

    @Test
    void of_many_who_are_called_the_others_are_counted() {
        assertThat(text(pressing(LookedAfter.byOwners("its owners", users(10)))))
                .contains("<@U1>, ", "<@U10>.")
                .doesNotContain("more");
        assertThat(text(pressing(LookedAfter.byOwners("its owners", users(13)))))
                .contains("<@U10> and 3 more.")
                .doesNotContain("<@U11>");
    }

    private static List<UserId> users(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(it -> new UserId("U" + it)).toList();
    }

    @Test
    void who_listens_hears_why_nobody_looks_after_an_app_as_long_as_it_fits() {
        var line = pressing(BY_NOBODY);

        assertThat(text(line)).contains("Nobody looks after it: its owner Max is not in Slack.");
        var many = Collections.nCopies(40, line).toArray(Told[]::new);
        assertThat(text(many)).contains("Nobody looks after it.").doesNotContain("owner Max");
    }

    @Test
    void what_is_to_be_done_about_the_desks_own_key_names_the_setting() {
        assertThat(shown(own(Kind.SECRET, Optional.empty())))
                .contains("Make a new one in Entra, set AZURE_CLIENT_SECRET to it, and start");
        assertThat(shown(own(Kind.SECRET, Optional.of(NOW))))
                .contains("A newer one is there since", "has to be given it: set AZURE_CLIENT");
        assertThat(shown(own(Kind.CERTIFICATE, Optional.of(NOW))))
                .contains("has to be given it if it was not yet: put its file in the place of")
                .doesNotContain("superseded");
    }

    /** It was told before the desk knew what it is. */
    @Test
    void a_standing_line_of_application_proxys_secret_offers_no_new_one_and_no_removal() {
        var menu = new LineMenu(_ -> false, _ -> true);
        var usual = pressing(BY_NOBODY);
        var proxys = named("CWAP_AuthSecret", usual);

        assertThat(choices(menu, usual)).contains("Renew", "Remove…");
        assertThat(choices(menu, proxys)).doesNotContain("Renew", "Remove…");
        assertThat(menu.elsewhere(usual)).isEmpty();
        assertThat(menu.elsewhere(proxys))
                .hasValue(
                        "It is managed by Microsoft Entra application proxy, which renews it by"
                                + " itself.");
    }

    private static List<String> choices(LineMenu menu, Told told) {
        return menu.of(new Placed("part", 1, new Line.Open(told)), KeyNews.NONE).stream()
                .map(Choice::label)
                .toList();
    }

    private static Told named(String name, Told told) {
        return new Told(
                told.app(),
                told.keyId(),
                told.kind(),
                Optional.of(name),
                told.hint(),
                told.start(),
                told.end(),
                told.step(),
                told.daysLeft(),
                told.next(),
                told.superseded(),
                told.own(),
                told.lookedAfter());
    }

    private static String shown(Told told) {
        return LineText.shown(new Line.Open(told), KeyNews.NONE, Optional.empty(), Naming.PEOPLE);
    }

    private static String text(Told... lines) {
        var placed = new ArrayList<Placed>();
        for (var told : lines) {
            placed.add(new Placed("part", placed.size() + 1, new Line.Open(told)));
        }
        var to = Addressee.channel(new ChannelId("C1"));
        var part =
                new Part(
                        "part",
                        to,
                        LocalDate.parse("2026-03-02"),
                        1,
                        1,
                        NOW,
                        Optional.empty(),
                        List.of());
        return new DigestMessage(
                        part, placed, _ -> KeyNews.NONE, new LineMenu(_ -> false, _ -> true), false)
                .message()
                .text();
    }

    private static Told pressing(LookedAfter lookedAfter) {
        return told(Kind.SECRET, Optional.empty(), false, lookedAfter);
    }

    private static Told own(Kind kind, Optional<Instant> newer) {
        return told(kind, newer, true, LookedAfter.because("it is the desk's"));
    }

    private static Told told(
            Kind kind, Optional<Instant> newer, boolean own, LookedAfter lookedAfter) {
        return new Told(
                BILLING,
                "key",
                kind,
                Optional.of("export"),
                Optional.empty(),
                NOW,
                NOW.plus(Duration.ofDays(3)),
                new Step(3),
                3,
                Optional.empty(),
                newer,
                own,
                lookedAfter);
    }
}
