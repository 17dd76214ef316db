package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The list in the jar says what it must of each permission, and a permission is found by its id.
 */
class DangerousPermissionsTest {
    private static final UUID GRAPH = UUID.fromString("00000003-0000-0000-c000-000000000000");
    private static final UUID EXCHANGE = UUID.fromString("00000002-0000-0ff1-ce00-000000000000");
    private static final UUID SHAREPOINT = UUID.fromString("00000003-0000-0ff1-ce00-000000000000");
    private static final UUID MAIL_READ = UUID.fromString("810c84a8-4a9e-49e6-bf7d-12d183f40d01");

    private static final String ENTRY =
            """
            {"id": "810c84a8-4a9e-49e6-bf7d-12d183f40d01", "name": "Mail.Read", "why": "It reads.",
             "source": "https://example.com/list", "checked_on": "2026-11-30"}
            """;

    private final DangerousPermissions list = DangerousPermissions.shipped();

    @Test
    void each_entry_is_dated_has_a_source_and_says_why_in_a_sentence() {
        assertThat(list.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(entry -> {
                    assertThat(entry.source()).hasScheme("https");
                    assertThat(entry.checkedOn())
                            .isBetween(LocalDate.of(2026, 11, 30), LocalDate.of(2036, 1, 1));
                    assertThat(entry.why()).startsWith("It ").endsWith(".");
                    assertThat(entry.name()).matches("[A-Za-z_.-]+");
                });
    }

    @Test
    void the_three_apis_are_there_by_their_well_known_ids() {
        assertThat(list.all())
                .extracting(DangerousPermission::api)
                .containsOnly(GRAPH, EXCHANGE, SHAREPOINT);
        assertThat(list.all())
                .filteredOn(entry -> entry.api().equals(EXCHANGE))
                .extracting(DangerousPermission::name)
                .contains("full_access_as_app");
    }

    @Test
    void no_api_has_two_entries_of_one_name_or_id() {
        assertThat(list.all())
                .extracting(entry -> entry.api() + " " + entry.name())
                .doesNotHaveDuplicates();
        assertThat(list.all())
                .extracting(entry -> entry.api() + " " + entry.id())
                .doesNotHaveDuplicates();
    }

    private Optional<String> found(Optional<UUID> api, UUID id) {
        var permission =
                new AppPermission(
                        api,
                        Optional.empty(),
                        id,
                        new EntraFact.Known<>(
                                new AppPermission.Label("Harmless.Read", Optional.empty())));
        return list.find(permission).map(DangerousPermission::apiName);
    }

    @Test
    void a_permission_is_known_by_its_id_and_its_api_whatever_its_name_is() {
        assertThat(found(Optional.of(GRAPH), MAIL_READ)).contains("Microsoft Graph");
        assertThat(found(Optional.of(EXCHANGE), MAIL_READ)).contains("Office 365 Exchange Online");
        assertThat(found(Optional.of(SHAREPOINT), MAIL_READ)).isEmpty();
        assertThat(found(Optional.of(GRAPH), GRAPH)).isEmpty();
    }

    @Test
    void of_an_unknown_api_the_id_alone_is_enough() {
        assertThat(found(Optional.empty(), MAIL_READ)).isPresent();
        assertThat(found(Optional.empty(), GRAPH)).isEmpty();
    }

    private static DangerousPermissions read(String permissions) throws IOException {
        var json =
                """
                {"apis": [{"id": "%s", "name": "Microsoft Graph", "permissions": [%s]}]}
                """
                        .formatted(GRAPH, permissions);
        return DangerousPermissions.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_list_is_read_with_all_it_says() throws IOException {
        assertThat(read(ENTRY).all())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.id()).isEqualTo(MAIL_READ);
                    assertThat(entry.name()).isEqualTo("Mail.Read");
                    assertThat(entry.why()).isEqualTo("It reads.");
                    assertThat(entry.source()).hasToString("https://example.com/list");
                    assertThat(entry.checkedOn()).isEqualTo("2026-11-30");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "name", "why", "source", "checked_on"})
    void an_entry_that_lacks_something_is_a_mistake(String field) {
        assertThatThrownBy(() -> read(ENTRY.replace("\"" + field + "\"", "\"other\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not readable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "810c84a8-4a9e-49e6-bf7d-12d183f40d01|Mail.Read",
                "2026-11-30|30.11.2026",
                "https://example.com/list|a book"
            })
    void an_entry_in_another_form_is_a_mistake(String change) {
        var parts = change.split("\\|", -1);
        assertThatThrownBy(() -> read(ENTRY.replace(parts[0], parts[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not readable");
    }

    @Test
    void an_entry_that_is_there_twice_and_a_list_of_nothing_are_mistakes() {
        assertThatThrownBy(() -> read(ENTRY + "," + ENTRY)).hasMessageContaining("twice");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty list");
    }
}
