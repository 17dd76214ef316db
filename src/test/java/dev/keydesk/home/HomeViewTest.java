package dev.keydesk.home;

import static dev.keydesk.chat.Blocks.section;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;

import dev.keydesk.chat.Button;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expirychart.ExpiryChart;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The home tab in the states that seldom come about. */
class HomeViewTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static HomeFacts facts(
            List<CredentialView> keys, Optional<Instant> asOf, boolean stale) {
        return new HomeFacts(
                List.of(),
                true,
                keys,
                Button.of("csv", "CSV", "mine"),
                0,
                asOf,
                stale,
                ExpiryChart.of(List.of(), NOW, ZoneOffset.UTC),
                Optional.empty(),
                Optional.empty());
    }

    private static LayoutBlock line(CredentialView view) {
        return section(view.key().keyId());
    }

    private static String json(HomeFacts facts) {
        return GsonFactory.createSnakeCase().toJson(new HomeView(facts, HomeViewTest::line).view());
    }

    @Test
    void before_the_first_scan_it_says_so() {
        assertThat(json(facts(List.of(), Optional.empty(), false)))
                .contains("has not read the app registrations yet")
                .contains("New client secret");
    }

    @Test
    void with_nothing_to_look_after_it_says_what_that_means_and_how_old_it_is() {
        assertThat(json(facts(List.of(), Optional.of(NOW), true)))
                .contains(
                        "knows no credential of an app that you look after",
                        "could not be read since");
    }

    @Test
    void a_full_page_and_the_newest_requests_stay_within_a_hundred_blocks() {
        var groups = CredentialView.Group.values();
        // Sorted by group, as they always come; each group has a title of its own.
        var keys =
                IntStream.range(0, 400)
                        .mapToObj(number ->
                                kept(number, groups[number * groups.length / 50 % groups.length]))
                        .toList();

        var blocks =
                new HomeView(facts(keys, Optional.of(NOW), false), HomeViewTest::line)
                        .view()
                        .getBlocks();
        int tenRequests = 20;
        assertThat(blocks.size() + tenRequests).isLessThanOrEqualTo(100);
        assertThat(json(facts(keys, Optional.of(NOW), false))).contains("350 more");
    }

    private static CredentialView kept(int number, CredentialView.Group group) {
        var key =
                new Credential.Key(
                        new AppRef("o", "c", "app"),
                        "key " + number,
                        Kind.SECRET,
                        Optional.empty(),
                        Optional.empty(),
                        NOW,
                        NOW);
        return new CredentialView(key, group, 0, Optional.empty());
    }
}
