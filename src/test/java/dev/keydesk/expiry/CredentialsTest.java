package dev.keydesk.expiry;

import static dev.keydesk.expiry.TestTenant.certificate;
import static dev.keydesk.expiry.TestTenant.days;
import static dev.keydesk.expiry.TestTenant.keyId;
import static dev.keydesk.expiry.TestTenant.objectId;
import static dev.keydesk.expiry.TestTenant.secret;
import static dev.keydesk.lookup.Absences.APART;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.expiry.Credential.Gone;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

@EachStore.Contract
class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant LATER = NOW.plus(days(1));

    private final EachStore store;
    @TempDir private Path folder;
    private final TestTenant tenant = new TestTenant();
    private Db db;
    private Credentials credentials;

    CredentialsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        credentials = new Credentials(db, TestTenant.DESK);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void a_key_is_kept_as_entra_shows_it_together_with_its_app() {
        tenant.app("payroll-api", secret("nightly", NOW, in(90)))
                .certificates("payroll-api", certificate("payroll", NOW, in(365)))
                .tags("payroll-api", "tier-1", "slack:C0123ABC");
        tenant.scan(db, NOW);

        var keys = credentials.ofApp(objectId("payroll-api"));
        assertThat(keys).extracting(Live::firstSeen).containsOnly(NOW);
        assertThat(keys)
                .extracting(Live::key)
                .satisfiesExactlyInAnyOrder(
                        key -> {
                            assertThat(key.app().name()).isEqualTo("payroll-api");
                            assertThat(key.app().clientId())
                                    .isEqualTo(TestTenant.clientId("payroll-api"));
                            assertThat(key.keyId()).isEqualTo(keyId("nightly"));
                            assertThat(key.kind()).isEqualTo(Kind.SECRET);
                            assertThat(key.name()).hasValue("nightly");
                            assertThat(key.hint()).hasValue("Q_e");
                            assertThat(key.start()).isEqualTo(NOW);
                            assertThat(key.end()).isEqualTo(in(90));
                        },
                        key -> {
                            assertThat(key.kind()).isEqualTo(Kind.CERTIFICATE);
                            assertThat(key.name()).hasValue("CN=payroll");
                            assertThat(key.hint()).isEmpty();
                        });
        assertThat(credentials.app(objectId("payroll-api")))
                .hasValueSatisfying(
                        app -> assertThat(app.tags()).containsExactly("slack:C0123ABC", "tier-1"));
        assertThat(credentials.asOf()).hasValue(NOW);
    }

    @Test
    void what_no_scan_saw_is_not_there() {
        assertThat(credentials.asOf()).isEmpty();
        assertThat(credentials.ofApp(objectId("payroll-api"))).isEmpty();
        assertThat(credentials.find(objectId("payroll-api"), keyId("nightly"))).isEmpty();
        assertThat(credentials.app(objectId("payroll-api"))).isEmpty();
        assertThat(credentials.ofDesk()).isEmpty();
    }

    @Test
    void a_second_scan_writes_only_what_changed() {
        for (int number = 0; number < 20; number++) {
            tenant.app("app " + number, secret("a" + number, NOW, in(30)));
        }
        assertThat(tenant.scan(db, NOW)).isEqualTo(new ScanResult(20, 20, 0, 0));
        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);

        tenant.app("app 7", secret("a7", NOW, in(60)))
                .app("app 8", secret("a8", NOW, in(30)), secret("b8", NOW, in(90)))
                .app("app 9");
        assertThat(tenant.scan(db, LATER.minus(APART).minus(APART)))
                .isEqualTo(new ScanResult(3, 1, 1, 0));
        assertThat(tenant.scan(db, LATER.minus(APART))).isEqualTo(new ScanResult(1, 0, 0, 0));
        assertThat(tenant.scan(db, LATER)).isEqualTo(new ScanResult(1, 0, 0, 1));
        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);
    }

    @Test
    void in_whatever_order_entra_lists_keys_and_tags_nothing_has_changed() {
        var one = secret("one", NOW, in(30));
        var two = secret("two", NOW, in(60));
        tenant.app("payroll-api", one, two).tags("payroll-api", "a", "b");
        tenant.scan(db, NOW);
        tenant.app("payroll-api", two, one).tags("payroll-api", "b", "a");

        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);
    }

    @Test
    void another_end_moves_the_row_and_leaves_when_it_was_first_seen() {
        tenant.app("payroll-api", secret("nightly", NOW, in(90)));
        tenant.scan(db, NOW);
        tenant.app("payroll-api", secret("nightly", NOW, in(10)));
        tenant.scan(db, LATER);

        assertThat(credentials.ofApp(objectId("payroll-api")))
                .singleElement()
                .satisfies(live -> {
                    assertThat(live.key().end()).isEqualTo(in(10));
                    assertThat(live.firstSeen()).isEqualTo(NOW);
                });
    }

    @Test
    void a_new_name_of_the_app_is_seen_on_its_keys() {
        tenant.app("payroll-api", secret("nightly", NOW, in(90)));
        tenant.scan(db, NOW);
        tenant.change(
                "payroll-api",
                app ->
                        new AppRegistration(
                                app.objectId(),
                                app.clientId(),
                                "wages-api",
                                app.signInAudience(),
                                app.secrets()));
        tenant.delete("payroll-api");

        assertThat(tenant.scan(db, LATER)).isEqualTo(new ScanResult(1, 0, 0, 0));
        assertThat(credentials.ofApp(objectId("payroll-api")))
                .extracting(live -> live.key().app().name())
                .containsExactly("wages-api");
    }

    @Test
    void a_key_that_was_removed_is_noticed_and_its_row_tells_when() {
        tenant.app("payroll-api", secret("old", NOW, in(30)), secret("new", NOW, in(90)));
        tenant.scan(db, NOW);
        tenant.app("payroll-api", secret("new", NOW, in(90)));
        tenant.scan(db, LATER.minus(APART).minus(APART));
        tenant.scan(db, LATER.minus(APART));
        tenant.scan(db, LATER);

        assertThat(names(credentials.ofApp(objectId("payroll-api")))).containsExactly("new");
        assertThat(credentials.find(objectId("payroll-api"), keyId("old")))
                .get()
                .isInstanceOfSatisfying(
                        Gone.class,
                        gone -> {
                            assertThat(gone.noticedAt()).isEqualTo(LATER);
                            assertThat(gone.firstSeen()).isEqualTo(NOW);
                        });
    }

    @Test
    void an_app_that_was_deleted_takes_its_keys_along_and_brings_them_back_when_it_is_restored() {
        tenant.app("payroll-api", secret("nightly", NOW, in(90)));
        tenant.app("ledger", secret("weekly", NOW, in(90)));
        tenant.scan(db, NOW);
        tenant.delete("payroll-api");
        assertThat(tenant.scan(db, LATER)).isEqualTo(new ScanResult(1, 0, 0, 1));

        assertThat(credentials.app(objectId("payroll-api"))).isEmpty();
        assertThat(credentials.ofApp(objectId("payroll-api"))).isEmpty();
        assertThat(credentials.find(objectId("payroll-api"), keyId("nightly")))
                .get()
                .isInstanceOf(Gone.class)
                .satisfies(gone -> assertThat(gone.key().app().name()).isEqualTo("payroll-api"));
        assertThat(names(credentials.ofApp(objectId("ledger")))).containsExactly("weekly");
        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);

        tenant.app("payroll-api", secret("nightly", NOW, in(90)));
        assertThat(tenant.scan(db, LATER)).isEqualTo(new ScanResult(1, 1, 0, 0));
        assertThat(credentials.ofApp(objectId("payroll-api")))
                .singleElement()
                .satisfies(live -> assertThat(live.firstSeen()).isEqualTo(NOW));
    }

    @Test
    void keys_are_found_by_when_they_end_soonest_first_both_ends_included() {
        tenant.app("a", secret("ended", NOW.minus(days(90)), in(-1)), secret("at-30", NOW, in(30)))
                .app("b", secret("at-10", NOW, in(10)), secret("at-31", NOW, in(31)))
                .certificates("b", certificate("at-20", NOW, in(20)));
        tenant.scan(db, NOW);

        assertThat(names(credentials.endingWithin(in(-1), in(30))))
                .containsExactly("ended", "at-10", "CN=at-20", "at-30");
        assertThat(names(credentials.endingWithin(in(-1).plusMillis(1), in(30).minusMillis(1))))
                .containsExactly("at-10", "CN=at-20");
    }

    @Test
    void an_end_in_2099_or_later_is_never_and_stands_on_a_list_of_its_own() {
        var almost = Instant.parse("2098-12-31T23:59:59.999Z");
        tenant.app(
                "payroll-api",
                secret("long", NOW, almost),
                secret("at-once", NOW, almost.plusMillis(1)),
                secret("portal", NOW, Instant.parse("2299-12-31T00:00:00Z")),
                secret("no-end", NOW, Instant.parse("9999-12-31T00:00:00Z")));
        tenant.scan(db, NOW);

        assertThat(names(credentials.neverExpiring()))
                .containsExactlyInAnyOrder("at-once", "portal", "no-end");
        assertThat(credentials.neverExpiring()).allMatch(live -> live.key().neverExpires());
        assertThat(names(credentials.endingWithin(NOW, Instant.parse("9999-12-31T23:59:59Z"))))
                .containsExactly("long");
    }

    @Test
    void a_key_without_a_name_or_hint_is_a_key_like_any_other() {
        tenant.app(
                "payroll-api",
                new Secret(keyId("x"), Optional.empty(), Optional.empty(), NOW, in(30)));
        tenant.scan(db, NOW);

        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);
        assertThat(credentials.endingWithin(NOW, in(30)))
                .singleElement()
                .satisfies(live -> {
                    assertThat(live.key().name()).isEmpty();
                    assertThat(live.key().hint()).isEmpty();
                });
    }

    @Test
    void an_app_may_have_three_hundred_keys() {
        var secrets =
                IntStream.range(0, 300)
                        .mapToObj(number -> secret("key " + number, NOW, in(number)))
                        .toArray(Secret[]::new);
        tenant.app("hoarder", secrets);
        tenant.scan(db, NOW);
        assertThat(credentials.ofApp(objectId("hoarder"))).hasSize(300);

        secrets[17] = secret("key 17", NOW, in(1000));
        tenant.app("hoarder", secrets);
        assertThat(tenant.scan(db, LATER)).isEqualTo(new ScanResult(1, 0, 1, 0));
    }

    @Test
    void a_secret_and_a_certificate_with_one_id_are_two_keys_and_the_secret_is_found() {
        tenant.app("saml", secret("pair", NOW, in(30)))
                .certificates("saml", certificate("pair", NOW, in(60)));
        tenant.scan(db, NOW);

        assertThat(credentials.ofApp(objectId("saml"))).hasSize(2);
        assertThat(credentials.find(objectId("saml"), keyId("pair")))
                .hasValueSatisfying(found -> assertThat(found.key().kind()).isEqualTo(Kind.SECRET));
    }

    @Test
    void names_may_hold_whatever_json_can() {
        var odd = "'; drop table app; -- \u0000 \"結算\" \uD83D\uDD11\n🔑";
        tenant.app("payroll-api", secret(odd, NOW, in(30)));
        tenant.scan(db, NOW);

        assertThat(names(credentials.ofApp(objectId("payroll-api"))))
                .containsExactly(odd.replace("\0", ""));
        assertThat(tenant.scan(db, LATER)).isEqualTo(ScanResult.NOTHING);
    }

    @Test
    void the_desks_own_keys_are_found_by_its_client_id_soonest_end_first() {
        tenant.app("Keydesk", secret("second", NOW, in(300)), secret("first", NOW, in(20)));
        tenant.app("payroll-api", secret("nightly", NOW, in(10)));
        tenant.scan(db, NOW);

        assertThat(names(credentials.ofDesk())).containsExactly("first", "second");
        var shouting = new Credentials(db, TestTenant.DESK.toUpperCase(Locale.ROOT));
        assertThat(names(shouting.ofDesk())).containsExactly("first", "second");
    }

    @Test
    void what_is_gone_for_longer_than_its_time_is_forgotten() {
        tenant.app("payroll-api", secret("old", NOW, in(30)), secret("new", NOW, in(900)));
        tenant.app("ledger", secret("weekly", NOW, in(90)));
        tenant.scan(db, NOW);
        tenant.app("payroll-api", secret("new", NOW, in(900)));
        tenant.scan(db, LATER.minus(APART).minus(APART));
        tenant.scan(db, LATER.minus(APART));
        tenant.delete("ledger");
        tenant.scan(db, LATER);

        tenant.scan(db, LATER.plus(ScanRows.KEPT_WHEN_GONE));
        assertThat(credentials.find(objectId("payroll-api"), keyId("old")))
                .get()
                .isInstanceOf(Gone.class);
        assertThat(credentials.find(objectId("ledger"), keyId("weekly")))
                .get()
                .isInstanceOf(Gone.class);
        tenant.scan(db, LATER.plus(ScanRows.KEPT_WHEN_GONE).plusMillis(1));
        assertThat(credentials.find(objectId("payroll-api"), keyId("old"))).isEmpty();
        assertThat(credentials.find(objectId("ledger"), keyId("weekly"))).isEmpty();
        assertThat(names(credentials.ofApp(objectId("payroll-api")))).containsExactly("new");

        tenant.app("ledger", secret("weekly", NOW, in(90)));
        assertThat(tenant.scan(db, in(900))).isEqualTo(new ScanResult(1, 1, 0, 0));
    }

    private static Instant in(int days) {
        return NOW.plus(days(days));
    }

    private static List<String> names(List<? extends Credential> credentials) {
        return credentials.stream().map(it -> it.key().name().orElse("")).toList();
    }
}
