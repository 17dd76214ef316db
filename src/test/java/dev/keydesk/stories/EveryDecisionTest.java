package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.credentiallist.CsvExport;
import dev.keydesk.credentiallist.KeyLists;
import dev.keydesk.home.HomePage;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.reminder.ReminderMenu;
import dev.keydesk.removal.LeakRevocation;
import dev.keydesk.removal.RevokeForms;
import dev.keydesk.request.RequestForms;
import dev.keydesk.sandbox.slack.SeenMessage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that is decided about a request or a removal goes through the guard: what is not there
 * is not decided, nor is anything on a card that is not the current one. Who may, and who loses a
 * race, is asked in {@link EveryActionTest} and of the guard itself.
 */
class EveryDecisionTest extends RemovalStory {
    /** Forms that are filled in, lists, and reminders: these have no row with states. */
    private static final Set<String> NO_DECISIONS =
            Set.of(
                    Inbox.SAY,
                    RequestForms.APP_CHOSEN,
                    RevokeForms.APP_CHOSEN,
                    LeakRevocation.REVOKE,
                    ReminderMenu.SNOOZE.action(),
                    ReminderMenu.NOT_OURS.action(),
                    ReminderMenu.REMOVE.action(),
                    HomePage.OPENED,
                    HomePage.MORE,
                    HomePage.BACK,
                    KeyLists.ASKED,
                    KeyLists.CHOSEN,
                    KeyLists.MORE,
                    "list-goes-on",
                    CsvExport.ACTION);

    private int clicks;

    @Test
    void what_is_not_there_is_not_decided() {
        asksForBoth();
        assertThat(
                        heard(about ->
                                click(
                                        about.action(),
                                        about.isRemoval() ? "RM-ZZZZZ" : "KD-ZZZZZ-1",
                                        Optional.empty())))
                .allSatisfy((action, said) ->
                        assertThat(said)
                                .as(action)
                                .containsAnyOf(
                                        "no request with that name", "does not know this removal"));
    }

    @Test
    void on_a_card_that_is_not_the_current_one_nothing_is_decided() {
        asksForBoth();
        var ticket = theRequest().ticket().text();
        var removal = theRemoval().id().text();
        var copy = new MessageRef(world().company().approvals(), "1700000000.000100");
        assertThat(
                        heard(about ->
                                click(
                                        about.action(),
                                        about.isRemoval() ? removal : value(about.action(), ticket),
                                        Optional.of(copy))))
                .allSatisfy((action, said) ->
                        assertThat(said).as(action).containsAnyOf("older copy", "an earlier"));
    }

    private static String value(String action, String ticket) {
        return Set.of("have-it", "have-it-here", "not-received", "remove-key", "not-me")
                        .contains(action)
                ? ticket + "-1"
                : ticket;
    }

    private void asksForBoth() {
        slack().limits().postingBurst(10_000);
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        aliceAsks();
    }

    private record About(String action, boolean isRemoval) {}

    /** What bob hears of each; nothing changes. */
    private Map<String, String> heard(Function<About, Interaction> click) {
        var before = StoredFacts.of(world().bot().platform().db());
        var all = new TreeMap<String, String>();
        for (var action : world().bot().messaging().inbox().actions()) {
            if (!NO_DECISIONS.contains(action)) {
                boolean isRemoval = action.contains("removal") || action.startsWith("old-secret");
                int said = toldToBob().size();
                world().bot().messaging().inbox().take(click.apply(new About(action, isRemoval)));
                world().settle();
                var words = new ArrayList<>(toldToBob()).subList(said, toldToBob().size());
                all.put(action, String.join("\n", words));
            }
        }
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(StoredFacts.of(world().bot().platform().db()).differsFrom(before)).isEmpty();
        return all;
    }

    private Interaction click(String action, String subject, Optional<MessageRef> on) {
        clicks++;
        return new Interaction(
                "%06d-click".formatted(clicks),
                action,
                bob().id(),
                subject,
                "2026-03-10",
                on.map(MessageRef::channel),
                on,
                Optional.empty(),
                Optional.empty(),
                world().clock().instant());
    }

    private List<String> toldToBob() {
        return slack().sees(bob().id(), slack().dm(bob().id())).stream()
                .map(SeenMessage::text)
                .toList();
    }
}
