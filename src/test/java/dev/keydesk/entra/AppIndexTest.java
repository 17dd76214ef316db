package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppRegistration.Secret;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class AppIndexTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final AppIndex index = new AppIndex();

    private static AppRegistration app(String name, int number) {
        return new AppRegistration(
                "0b1ec700-0000-0000-0000-%012d".formatted(number),
                "c11e4700-0000-0000-0000-%012d".formatted(number),
                name,
                "AzureADMyOrg",
                List.of());
    }

    private void holds(String... names) {
        var apps = new ArrayList<AppRegistration>();
        for (int i = 0; i < names.length; i++) {
            apps.add(app(names[i], i));
        }
        index.replace(apps, NOW);
    }

    private List<String> suggested(String typed) {
        return index.suggest(typed, 10).stream().map(AppRegistration::name).toList();
    }

    @Test
    void before_the_first_list_there_is_nothing_and_no_age() {
        assertThat(index.asOf()).isEmpty();
        assertThat(index.size()).isZero();
        assertThat(suggested("")).isEmpty();
        assertThat(index.mayMean("payroll")).isEmpty();
        assertThat(index.find("0b1ec700-0000-0000-0000-000000000000")).isEmpty();
    }

    @Test
    void the_exact_name_comes_first_then_beginnings_then_the_rest_each_by_name() {
        holds("zebra api", "my API", "API", "api gateway", "Api bot", "nothing");

        assertThat(suggested("api"))
                .containsExactly("API", "Api bot", "api gateway", "my API", "zebra api");
    }

    @Test
    void with_nothing_typed_all_are_offered_by_name() {
        holds("Bravo", "alpha", "Charlie");

        assertThat(suggested("  ")).containsExactly("alpha", "Bravo", "Charlie");
    }

    @Test
    void letter_case_and_blanks_around_do_not_matter_in_any_script() {
        holds("Ärzte API", "結算 worker");

        assertThat(suggested(" äRZTE ")).containsExactly("Ärzte API");
        assertThat(suggested("算")).containsExactly("結算 worker");
    }

    @Test
    void an_app_is_found_by_either_id_and_by_the_beginning_of_one() {
        holds("one", "two", "three");

        assertThat(suggested("C11E4700-0000-0000-0000-000000000001")).containsExactly("two");
        assertThat(suggested("0b1ec700-0000-0000-0000-000000000002")).containsExactly("three");
        assertThat(suggested("c11e4700-0000")).containsExactly("one", "three", "two");
        assertThat(suggested("0b1")).isEmpty();
    }

    @Test
    void nothing_is_found_that_ends_in_the_next_name() {
        holds("alpha", "beta", "beta gamma");

        assertThat(suggested("ab")).isEmpty();
        assertThat(suggested("abeta")).isEmpty();
        assertThat(suggested("eta")).containsExactly("beta", "beta gamma");
    }

    @Test
    void no_more_are_offered_than_asked_for_and_none_twice() {
        holds("api", "api api", "the api");

        assertThat(index.suggest("api", 2)).hasSize(2);
        assertThat(suggested("api")).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void one_app_is_meant_by_its_id_its_name_or_a_part_only_it_has() {
        holds("payroll-api", "payroll-api-test", "ledger");

        assertThat(meant("payroll-api")).hasValue("payroll-api");
        assertThat(meant("LEDG")).hasValue("ledger");
        assertThat(meant("c11e4700-0000-0000-0000-000000000001")).hasValue("payroll-api-test");
        assertThat(meant("payroll")).isEmpty();
        assertThat(meant("unknown")).isEmpty();
        assertThat(meant(" ")).isEmpty();
    }

    @Test
    void of_two_apps_with_one_name_none_is_meant() {
        holds("twin", "TWIN", "twin three");

        assertThat(meant("twin")).isEmpty();
    }

    private Optional<String> meant(String typed) {
        var found = index.mayMean(typed);
        return found.size() == 1 ? Optional.of(found.getFirst().name()) : Optional.empty();
    }

    @Test
    void everything_about_an_app_comes_back_as_it_went_in() {
        var app =
                new AppRegistration(
                        "0b1ec700-0000-0000-0000-000000000000",
                        "c11e4700-0000-0000-0000-000000000000",
                        "結算 Ärzte 🗝",
                        "AzureADandPersonalMicrosoftAccount",
                        List.of(
                                new Secret(
                                        "k1",
                                        Optional.of("Ünnamed"),
                                        Optional.of("~_."),
                                        Instant.parse("2019-09-09T19:50:29.308Z"),
                                        Instant.parse("2299-12-31T00:00:00Z")),
                                new Secret(
                                        "k2",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Instant.EPOCH,
                                        NOW)));
        index.replace(List.of(app), NOW);

        assertThat(index.find(app.objectId())).hasValue(app);
        assertThat(index.asOf()).hasValue(NOW);
    }

    @Test
    void a_draft_is_seen_by_nobody_until_it_is_published() {
        holds("old");
        var draft = index.draft();
        draft.add(List.of(app("new", 7), app("newer", 8)));
        assertThat(suggested("")).containsExactly("old");

        draft.publish(NOW.plusSeconds(60));

        assertThat(suggested("")).containsExactly("new", "newer");
        assertThat(index.asOf()).hasValue(NOW.plusSeconds(60));
    }

    @Test
    void a_revision_hears_of_changes_only_and_ends_like_a_new_list() {
        var random = new Random(3);
        var now = new HashMap<String, AppRegistration>();
        for (int round = 0; round < 30; round++) {
            var revision = index.revision();
            for (int change = random.nextInt(4); change >= 0; change--) {
                int number = random.nextInt(40);
                var app = app("name " + random.nextInt(1000), number);
                if (random.nextInt(3) == 0) {
                    now.remove(app.objectId());
                    revision.remove(app.objectId());
                } else {
                    now.put(app.objectId(), app);
                    revision.add(app);
                }
            }
            revision.publish(NOW.plusSeconds(round));

            var other = new AppIndex();
            other.replace(now.values(), NOW);
            assertThat(index.suggest("", 100))
                    .isEqualTo(other.suggest("", 100))
                    .hasSameSizeAs(now.values());
            assertThat(index.asOf()).hasValue(NOW.plusSeconds(round));
            for (var app : now.values()) {
                assertThat(index.find(app.objectId())).hasValue(app);
                assertThat(index.mayMean(app.clientId())).containsExactly(app);
            }
        }
    }

    @Test
    void an_app_that_comes_twice_is_kept_once_as_it_was_last() {
        index.replace(List.of(app("before", 1), app("after", 1)), NOW);

        assertThat(suggested("")).containsExactly("after");
    }
}
