package dev.keydesk.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.ownership.CredentialView.Group;
import dev.keydesk.request.AppRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How keys are told apart, and how they read. */
class CredentialViewTest {
    private static final Instant NOW = Instant.parse("2026-03-02T22:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final AppRef APP = new AppRef("o", "c", "payroll-api");

    private static Live key(String name, String start, String end) {
        return new Live(
                new Credential.Key(
                        APP,
                        "id of " + name,
                        Kind.SECRET,
                        Optional.of(name).filter(it -> !it.isEmpty()),
                        Optional.of("abc"),
                        Instant.parse(start),
                        Instant.parse(end)),
                NOW);
    }

    private static CredentialView only(String end) {
        return CredentialView.of(List.of(key("export", "2025-01-01T00:00:00Z", end)), NOW, BERLIN)
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T22:59:59Z, ENDING, 0, expires today",
        "2026-03-02T23:00:00Z, ENDING, 1, expires tomorrow",
        "2026-05-06T12:00:00Z, ENDING, 65, expires in 65 days",
        "2026-03-02T22:30:00Z, ENDING, 0, has expired",
        "2026-01-31T22:30:01Z, ENDING, -30, has expired",
        "2026-01-31T22:30:00Z, ENDED, -30, has expired",
        "2098-12-31T23:59:59Z, ENDING, 26603, expires in 26603 days",
        "2099-01-01T00:00:00Z, NEVER, 26603, never expires",
    })
    void a_key_by_its_end(String end, Group group, long daysLeft, String words) {
        var view = only(end);

        assertThat(view.group()).isEqualTo(group);
        assertThat(view.daysLeft()).isEqualTo(daysLeft);
        assertThat(CredentialText.withApp(view, NOW))
                .startsWith("*payroll-api* · client secret “export” (abc…) " + words);
        assertThat(CredentialText.spoken(view, NOW)).contains(words).doesNotContain("<!date");
    }

    @Test
    void what_a_newer_key_has_replaced_comes_behind_what_is_still_needed() {
        var kept =
                CredentialView.of(
                        List.of(
                                key("old", "2025-01-01T00:00:00Z", "2026-03-05T00:00:00Z"),
                                key("new", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")),
                        NOW,
                        BERLIN);

        assertThat(kept)
                .extracting(CredentialView::group)
                .containsExactly(Group.ENDING, Group.SUPERSEDED);
        assertThat(CredentialText.spoken(kept.getLast(), NOW))
                .contains(
                        "was replaced by a newer credential on 1 Jan 2026 and expires on 5 Mar"
                                + " 2026.");
    }

    @Test
    void a_key_without_a_name_is_told_by_its_id() {
        var kept =
                CredentialView.of(
                        List.of(key("", "2025-01-01T00:00:00Z", "2026-05-06T12:00:00Z")),
                        NOW,
                        BERLIN);

        assertThat(CredentialText.withoutApp(kept.getFirst(), NOW))
                .isEqualTo(
                        "client secret without a name, ID id of  (abc…) expires in 65 days, on"
                                + " <!date^1778068800^{date_short} {time}|6 May 2026, 12:00 UTC>.");
    }
}
