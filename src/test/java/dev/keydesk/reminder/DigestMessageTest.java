package dev.keydesk.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.reminder.ReminderLineText.Naming;
import dev.keydesk.reminder.ReminderLines.Placed;
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
    private static final Responsible BY_NOBODY =
            Responsible.byNobody("the channel for all other apps", "its owner Max is not in Slack");

    @Test
    void of_many_who_are_called_the_others_are_counted() {
        assertThat(text(pressing(Responsible.byOwners("its owners", users(10)))))
                .contains("<@U1>, ", "<@U10>.")
                .doesNotContain("more");
        assertThat(text(pressing(Responsible.byOwners("its owners", users(13)))))
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
        var many = Collections.nCopies(40, line).toArray(ReminderEntry[]::new);
        assertThat(text(many)).contains("Nobody looks after it.").doesNotContain("owner Max");
    }

    @Test
    void what_is_to_be_done_about_the_desks_own_key_names_the_setting() {
        assertThat(shown(own(Kind.SECRET, Optional.empty())))
                .contains("Make a new one in Entra, set AZURE_CLIENT_SECRET to it, and restart");
        assertThat(shown(own(Kind.SECRET, Optional.of(NOW))))
                .contains("There is a newer one since", "has to use it: set AZURE_CLIENT");
        assertThat(shown(own(Kind.CERTIFICATE, Optional.of(NOW))))
                .contains("has to use it, if it does not yet: replace the file that")
                .doesNotContain("was replaced");
    }

    /** It was told before the desk knew what it is. */
    @Test
    void a_standing_line_of_application_proxys_secret_offers_no_new_one_and_no_removal() {
        var menu = new ReminderLineActions(_ -> false, _ -> true);
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

    private static List<String> choices(ReminderLineActions menu, ReminderEntry entry) {
        return menu.of(new Placed("part", 1, new ReminderLine.Open(entry)), KeyNews.NONE).stream()
                .map(Choice::label)
                .toList();
    }

    private static ReminderEntry named(String name, ReminderEntry entry) {
        return new ReminderEntry(
                entry.app(),
                entry.keyId(),
                entry.kind(),
                Optional.of(name),
                entry.hint(),
                entry.start(),
                entry.end(),
                entry.step(),
                entry.daysLeft(),
                entry.nextReminder(),
                entry.superseded(),
                entry.isOfDesk(),
                entry.responsible());
    }

    private static String shown(ReminderEntry entry) {
        return ReminderLineText.shown(
                new ReminderLine.Open(entry), KeyNews.NONE, Optional.empty(), Naming.PEOPLE);
    }

    private static String text(ReminderEntry... lines) {
        var placed = new ArrayList<Placed>();
        for (var entry : lines) {
            placed.add(new Placed("part", placed.size() + 1, new ReminderLine.Open(entry)));
        }
        var to = Recipient.channel(new ChannelId("C1"));
        var part =
                new DigestPage(
                        "part",
                        to,
                        LocalDate.parse("2026-03-02"),
                        1,
                        1,
                        NOW,
                        Optional.empty(),
                        List.of());
        return new DigestMessage(
                        part,
                        placed,
                        _ -> KeyNews.NONE,
                        new ReminderLineActions(_ -> false, _ -> true),
                        false)
                .message()
                .text();
    }

    private static ReminderEntry pressing(Responsible responsible) {
        return told(Kind.SECRET, Optional.empty(), false, responsible);
    }

    private static ReminderEntry own(Kind kind, Optional<Instant> newer) {
        return told(kind, newer, true, Responsible.because("it is the desk's"));
    }

    private static ReminderEntry told(
            Kind kind, Optional<Instant> newer, boolean own, Responsible responsible) {
        return new ReminderEntry(
                BILLING,
                "key",
                kind,
                Optional.of("export"),
                Optional.empty(),
                NOW,
                NOW.plus(Duration.ofDays(3)),
                new ReminderStep(3),
                3,
                Optional.empty(),
                newer,
                own,
                responsible);
    }
}
