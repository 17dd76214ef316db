package dev.keydesk.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.UnreadApp;
import dev.keydesk.expiry.Credential.Gone;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.lookup.Absences;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.EntraFault;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Scans over the wire, from page to page, and everything that can come in between. */
@EachStore.Contract
class ScanTest {
    private static final String LIST = "listApplications";
    private static final Fault AS_USUAL = new Fault.AsUsual();
    private static final Fault BUSY = EntraFault.throttled(Duration.ofSeconds(17));

    private final EachStore store;
    @TempDir private Path folder;
    private Db db;
    private ScanLab lab;

    ScanTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        lab = new ScanLab(db);
    }

    @AfterEach
    void close() {
        assertThat(lab.graph.schemaProblems()).isEmpty();
        lab.close();
        db.close();
    }

    private List<String> keys() {
        return lab.credentials().endingWithin(ScanLab.START, lab.in(365)).stream()
                .map(live -> live.key().name().orElse("no name"))
                .sorted()
                .toList();
    }

    @Test
    void every_key_of_every_app_is_seen_whoever_made_it_and_whether_the_desk_serves_the_app() {
        var ids = lab.apps(7);
        lab.tenant.existingCertificate(ids.get(3), "CN=app 3", ScanLab.START, lab.in(30));
        lab.tenant.existingSecret(ids.get(4), "", ScanLab.START, lab.in(40));
        var tier0 = lab.tenant.app("tier0-sync", app -> app.withTags("slack:C0123ABC"));
        lab.tenant.existingSecret(tier0.id(), "tier0", ScanLab.START, lab.in(50));
        var node = lab.node();
        node.scan.refresh();

        assertThat(keys())
                .containsExactly(
                        "CN=app 3",
                        "key 0",
                        "key 1",
                        "key 2",
                        "key 3",
                        "key 4",
                        "key 5",
                        "key 6",
                        "no name",
                        "tier0");
        assertThat(lab.credentials().app(tier0.id()).orElseThrow().tags())
                .containsExactly("slack:C0123ABC");
        assertThat(node.offered())
                .containsExactly(
                        "app 0", "app 1", "app 2", "app 3", "app 4", "app 5", "app 6", "Keydesk");
        assertThat(node.heard).hasSize(3);
        assertThat(lab.pagesAsked())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.query()).contains("keyCredentials"));
        assertThat(node.index.asOf()).hasValue(ScanLab.START).isEqualTo(lab.credentials().asOf());
    }

    @Test
    void an_app_may_have_three_hundred_keys() {
        var app = lab.tenant.app("hoarder");
        for (int number = 0; number < 300; number++) {
            lab.tenant.existingSecret(app.id(), "key " + number, ScanLab.START, lab.in(number));
        }
        var node = lab.node();
        node.scan.refresh();
        assertThat(lab.credentials().ofApp(app.id())).hasSize(300);

        lab.tenant.removeByHand(app.id(), lab.tenant.secretsOf(app.id()).get(77).keyId());
        assertThat(node.writesTheThirdTime()).isEqualTo(new ScanResult(1, 0, 0, 1));
        assertThat(lab.credentials().ofApp(app.id())).hasSize(299);
    }

    @Test
    void a_second_scan_of_a_quiet_tenant_writes_nothing() {
        lab.apps(7);
        var node = lab.node();
        assertThat(node.writes()).isEqualTo(new ScanResult(8, 8, 0, 0));
        lab.clock.pass(Duration.ofMinutes(10));

        assertThat(node.writes()).isEqualTo(ScanResult.NOTHING);
        assertThat(lab.node().writes()).as("after a restart").isEqualTo(ScanResult.NOTHING);
        assertThat(node.index.asOf()).hasValue(ScanLab.START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void keys_made_and_removed_in_the_portal_are_noticed() {
        var ids = lab.apps(7);
        var node = lab.node();
        node.scan.refresh();
        var old = lab.tenant.secretsOf(ids.get(2)).getFirst();
        lab.tenant.removeByHand(ids.get(2), old.keyId());
        lab.tenant.addSecretByHand(ids.get(5), "by hand", ScanLab.START, lab.in(10));
        lab.clock.pass(Duration.ofMinutes(10));

        assertThat(node.writes()).isEqualTo(new ScanResult(2, 1, 0, 0));
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();
        lab.clock.pass(Duration.ofMinutes(10));
        assertThat(node.writes()).isEqualTo(new ScanResult(1, 0, 0, 1));
        assertThat(lab.credentials().find(ids.get(2), old.keyId()))
                .get()
                .isInstanceOfSatisfying(
                        Gone.class,
                        gone ->
                                assertThat(gone.noticedAt())
                                        .isEqualTo(ScanLab.START.plus(Duration.ofMinutes(30))));
        assertThat(lab.credentials().ofApp(ids.get(5)))
                .extracting(Live::firstSeen)
                .containsExactly(ScanLab.START, ScanLab.START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void told_to_slow_down_in_the_middle_it_waits_and_nothing_is_lost_or_doubled() {
        lab.apps(8);
        lab.graph.faults().next(LIST, AS_USUAL);
        lab.graph.faults().next(LIST, BUSY);
        lab.graph.faults().next(LIST, EntraFault.unavailable());
        var node = lab.node();

        assertThat(node.writes()).isEqualTo(new ScanResult(9, 9, 0, 0));
        assertThat(node.waits).startsWith(Duration.ofSeconds(17)).hasSize(2);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(node.heard).hasSize(3);
        assertThat(node.scan.trouble()).isEmpty();
    }

    @Test
    void a_scan_that_had_to_give_up_goes_on_where_it_was() {
        lab.apps(8);
        lab.graph.faults().next(LIST, AS_USUAL);
        lab.graph.faults().next(LIST, 6, BUSY);
        var node = lab.node();
        node.scan.refresh();
        assertThat(node.scan.trouble()).isPresent();
        assertThat(node.index.asOf()).isEmpty();
        assertThat(lab.credentials().asOf()).isEmpty();

        lab.forgetCalls();
        node.scan.refresh();
        assertThat(lab.pagesAskedSince()).isEqualTo(2);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(node.offered()).hasSize(9);
        assertThat(node.scan.trouble()).isEmpty();
        assertThat(node.index.asOf()).as("when it began").hasValue(ScanLab.START);
    }

    @Test
    void a_scan_that_died_is_gone_on_with_after_the_restart() {
        lab.apps(8);
        crashAfterPages(lab.node(), 2);

        lab.clock.pass(ScanLease.LEASE);
        lab.forgetCalls();
        var restarted = lab.node();
        restarted.scan.refresh();
        assertThat(lab.pagesAskedSince()).isEqualTo(1);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(restarted.offered()).hasSize(9);
        assertThat(lab.credentials().asOf()).hasValue(ScanLab.START);
    }

    @Test
    void an_app_deleted_while_a_scan_lay_still_is_noticed_by_it_or_by_the_next_one() {
        var ids = lab.apps(8).stream().sorted().toList();
        lab.node().scan.refresh();
        lab.clock.pass(Duration.ofMinutes(10));
        lab.tenant.addSecretByHand(ids.getFirst(), "change", ScanLab.START, lab.in(10));
        crashAfterPages(lab.node(), 1);
        lab.tenant.delete(ids.getFirst());
        lab.tenant.delete(ids.getLast());

        lab.clock.pass(ScanLease.LEASE);
        var restarted = lab.node();
        restarted.writesTheThirdTime();
        assertThat(lab.credentials().app(ids.getFirst())).as("was seen").isPresent();
        assertThat(lab.credentials().app(ids.getLast())).as("was not").isEmpty();
        restarted.writesTheThirdTime();
        assertThat(lab.credentials().app(ids.getFirst())).isEmpty();
        assertThat(restarted.offered()).hasSize(7);
    }

    @Test
    void a_list_that_is_too_short_makes_no_key_gone() {
        lab.apps(5);
        var node = lab.node();
        node.scan.refresh();
        var before = keys();
        lab.clock.pass(Duration.ofMinutes(10));
        lab.graph
                .faults()
                .next(
                        LIST,
                        new Fault.Refuse(
                                200, Map.of("Content-Type", "application/json"), "{\"value\":[]}"));

        assertThat(node.writes()).isEqualTo(ScanResult.NOTHING);
        assertThat(keys()).isEqualTo(before);
        assertThat(node.offered()).hasSize(6);
    }

    /**
     * Of the app in the middle: what Graph makes of it, what is said of it, and whether it is kept.
     */
    enum Spoilt {
        KEY_WITHOUT_ID("a credential without an ID", true) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                key(app).putNull("keyId");
                return Optional.of(app);
            }
        },
        KEY_OF_ANOTHER_TYPE("a credential in a form this desk does not know", true) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                app.putArray("passwordCredentials").add("hidden").addArray().addObject();
                return Optional.of(app);
            }
        },
        LIST_OF_ANOTHER_TYPE("a list in a form this desk does not know", true) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                app.putObject("passwordCredentials").put("count", 1);
                return Optional.of(app);
            }
        },
        DATE("a credential with a date that cannot be read", true) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                key(app).put("endDateTime", "in spring");
                return Optional.of(app);
            }
        },
        NUMBER_FOR_A_DATE("a credential with a date that cannot be read", true) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                key(app).put("endDateTime", 20_260_401);
                return Optional.of(app);
            }
        },
        NO_CLIENT_ID("no application (client) ID", false) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                app.remove("appId");
                return Optional.of(app);
            }
        },
        NOT_AT_ALL("Entra does not give its credentials (HTTP 500)", false) {
            @Override
            Optional<ObjectNode> of(ObjectNode app) {
                return app.has("passwordCredentials") ? Optional.empty() : Optional.of(app);
            }
        };

        private final String why;
        private final boolean isKept;

        Spoilt(String why, boolean isKept) {
            this.why = why;
            this.isKept = isKept;
        }

        abstract Optional<ObjectNode> of(ObjectNode app);

        private static ObjectNode key(ObjectNode app) {
            return (ObjectNode) app.path("passwordCredentials").path(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void what_cannot_be_read_of_one_app_hides_no_other_at_the_first_start(Spoilt spoilt) {
        var ids = lab.apps(8);
        lab.graph.spoil(ids.get(4), spoilt::of);
        var node = lab.node();
        node.scan.refresh();

        assertThat(node.scan.trouble()).isEmpty();
        assertThat(node.index.asOf()).hasValue(ScanLab.START);
        assertThat(node.offered()).hasSize(spoilt.isKept ? 9 : 8);
        assertThat(keys()).hasSize(7).doesNotHaveDuplicates();
        assertThat(node.unread)
                .containsExactly(new UnreadApp(Optional.of(ids.get(4)), "app 4", spoilt.why));
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void what_cannot_be_read_any_more_is_not_gone_and_hides_no_change_of_others(Spoilt spoilt) {
        var ids = lab.apps(8);
        var node = lab.node();
        node.scan.refresh();
        var before = keys();
        lab.graph.spoil(ids.get(4), spoilt::of);
        lab.tenant.addSecretByHand(ids.get(6), "by hand", ScanLab.START, lab.in(10));
        for (int scan = 0; scan < Absences.ENOUGH + 2; scan++) {
            lab.clock.pass(Duration.ofMinutes(10));
            node.scan.refresh();
        }

        assertThat(keys()).containsAll(before).hasSize(before.size() + 1);
        assertThat(node.offered()).hasSize(9);
        assertThat(node.unread).hasSize(Absences.ENOUGH + 2);

        lab.graph.spoilNothing();
        node.unread.clear();
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();
        assertThat(node.unread).isEmpty();
        lab.clock.pass(Duration.ofMinutes(10));
        assertThat(node.writes()).isEqualTo(ScanResult.NOTHING);
        lab.tenant.removeByHand(ids.get(4), lab.tenant.secretsOf(ids.get(4)).getFirst().keyId());
        assertThat(node.writesTheThirdTime().gone()).isOne();
    }

    @Test
    void an_app_without_an_id_hides_no_other() {
        var ids = lab.apps(8);
        var node = lab.node();
        node.scan.refresh();
        lab.graph.spoil(
                ids.get(4),
                app -> {
                    app.remove("id");
                    return Optional.of(app);
                });
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();

        assertThat(keys()).hasSize(8);
        assertThat(node.unread)
                .containsExactly(new UnreadApp(Optional.empty(), "app 4", "no object ID"));
    }

    @Test
    void a_place_in_the_list_that_entra_never_gives_ends_it_the_second_time() {
        var ids = lab.apps(8).stream().sorted().toList();
        var node = lab.node();
        node.scan.refresh();
        lab.graph.spoil(ids.get(5), _ -> Optional.empty());
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();
        assertThat(node.scan.trouble()).isPresent();
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();

        assertThat(node.scan.trouble()).isEmpty();
        assertThat(node.index.asOf().orElseThrow()).isAfter(ScanLab.START);
        assertThat(keys()).hasSize(8);
        assertThat(node.offered()).hasSize(9);
        assertThat(node.unread).extracting(UnreadApp::name).containsExactly("the rest of the list");
    }

    @Test
    void one_list_without_a_key_makes_it_not_gone_and_looks_that_are_too_close_count_once() {
        var app = lab.tenant.app("payroll-api");
        lab.tenant.existingSecret(app.id(), "nightly", ScanLab.START, lab.in(90));
        var other = lab.tenant.existingSecret(app.id(), "weekly", ScanLab.START, lab.in(90));
        var node = lab.node();
        node.scan.refresh();
        lab.tenant.removeByHand(app.id(), other.keyId());
        for (int scan = 0; scan < 5; scan++) {
            assertThat(node.writes().gone()).isZero();
        }
        assertThat(lab.credentials().ofApp(app.id())).hasSize(2);

        // It is shown again, so what was missed before proves nothing any more.
        lab.tenant.bringBack(app.id(), other);
        lab.clock.pass(Absences.APART);
        assertThat(node.writes()).isEqualTo(new ScanResult(1, 0, 0, 0));
        assertThat(node.writes()).isEqualTo(ScanResult.NOTHING);
        lab.tenant.removeByHand(app.id(), other.keyId());
        lab.clock.pass(Absences.APART);
        assertThat(node.writes().gone()).isZero();
        lab.clock.pass(Absences.APART);
        assertThat(node.writes().gone()).isZero();
        assertThat(lab.node().writes().gone()).as("a restart in between").isZero();
        lab.clock.pass(Absences.APART);
        assertThat(node.writes()).isEqualTo(new ScanResult(1, 0, 0, 1));
        assertThat(node.writes()).isEqualTo(ScanResult.NOTHING);
    }

    static Stream<Fault> noAnswers() {
        return Stream.of(BUSY, EntraFault.unavailable(), new Fault.CutBefore());
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void an_app_that_cannot_be_asked_for_stays_until_the_next_scan(Fault noAnswer) {
        var ids = lab.apps(2);
        var node = lab.node();
        node.scan.refresh();
        lab.tenant.delete(ids.getFirst());
        // The first read is that of the desk's own app.
        lab.graph.faults().next("getApplication", AS_USUAL);
        lab.graph.faults().next("getApplication", 6, noAnswer);
        node.scan.refresh();
        assertThat(lab.credentials().app(ids.getFirst())).isPresent();

        lab.graph.faults().clear();
        node.writesTheThirdTime();
        assertThat(lab.credentials().app(ids.getFirst())).isEmpty();
    }

    @Test
    void whoever_deletes_very_many_at_once_sees_them_go_in_more_than_one_scan() {
        var ids = lab.apps(Scan.ASKED_FOR_BY_THEMSELVES + 20);
        var node = lab.node();
        node.scan.refresh();
        ids.forEach(lab.tenant::delete);

        assertThat(node.writesTheThirdTime().gone()).isEqualTo(Scan.ASKED_FOR_BY_THEMSELVES);
        assertThat(node.writesTheThirdTime().gone()).isEqualTo(20);
        assertThat(node.offered()).hasSize(1);
    }

    @Test
    void a_link_that_entra_no_longer_takes_starts_it_anew() {
        lab.apps(8);
        crashAfterPages(lab.node(), 2);
        lab.clock.pass(ScanLease.LEASE);
        lab.graph
                .faults()
                .next(
                        LIST,
                        new Fault.Refuse(
                                400,
                                Map.of("Content-Type", "application/json"),
                                "{\"error\":{\"code\":\"Directory_ExpiredPageToken\"}}"));
        lab.forgetCalls();
        var restarted = lab.node();
        restarted.scan.refresh();

        assertThat(lab.pagesAskedSince()).isEqualTo(1 + 3);
        assertThat(restarted.scan.trouble()).isEmpty();
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(lab.credentials().asOf()).hasValue(lab.clock.instant());
    }

    @Test
    void after_an_hour_it_is_not_gone_on_with() {
        lab.apps(8);
        crashAfterPages(lab.node(), 2);
        lab.clock.pass(ScanRuns.GOES_ON_FOR.plusMillis(1));
        lab.forgetCalls();
        var restarted = lab.node();
        restarted.scan.refresh();

        assertThat(lab.pagesAskedSince()).isEqualTo(3);
        assertThat(restarted.offered()).as("although the rows were there before").hasSize(9);
    }

    @Test
    void what_only_the_end_was_missing_of_is_read_again_and_the_index_is_whole() {
        lab.apps(2);
        crashAfterPages(lab.node(), 1);
        lab.clock.pass(ScanLease.LEASE);
        var restarted = lab.node();
        restarted.scan.refresh();

        assertThat(restarted.offered()).containsExactly("app 0", "app 1", "Keydesk");
    }

    @Test
    void a_page_that_comes_twice_changes_nothing() throws Exception {
        lab.apps(8);
        var first = page(lab.graph.graphUrl() + "/applications?$top=999&$select=" + SELECT);
        var second = page(first.path("@odata.nextLink").asText());
        var again = first.deepCopy();
        again.put("@odata.nextLink", second.path("@odata.nextLink").asText() + "&$count=false");
        lab.graph.faults().next(LIST, AS_USUAL);
        lab.graph.faults().next(LIST, AS_USUAL);
        lab.graph
                .faults()
                .next(
                        LIST,
                        new Fault.Refuse(
                                200, Map.of("Content-Type", "application/json"), again.toString()));
        var node = lab.node();

        assertThat(node.writes()).isEqualTo(new ScanResult(9, 9, 0, 0));
        assertThat(node.heard).hasSize(4);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(node.offered()).hasSize(9).doesNotHaveDuplicates();
    }

    private static final String SELECT =
            "id,appId,displayName,signInAudience,tags,passwordCredentials,keyCredentials";

    private static ObjectNode page(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address.replace(" ", "+")))
                            .header("Authorization", "Bearer fixed-token");
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return (ObjectNode) new ObjectMapper().readTree(answer.body());
        }
    }

    @Test
    void of_two_nodes_one_scans_and_the_other_takes_over_what_it_wrote() {
        lab.apps(7);
        var one = lab.node();
        var other = lab.node();
        one.scan.refresh();
        lab.forgetCalls();
        other.scan.refresh();
        assertThat(lab.pagesAskedSince()).isZero();
        assertThat(other.offered()).isEqualTo(one.offered()).hasSize(8);
        assertThat(other.index.asOf()).isEqualTo(one.index.asOf());

        lab.clock.pass(Duration.ofMinutes(10));
        other.scan.refresh();
        assertThat(lab.pagesAskedSince()).as("nobody scanned since, so it does").isEqualTo(3);
    }

    @Test
    void while_one_scans_the_other_leaves_it_alone() {
        lab.apps(7);
        var one = lab.node();
        var other = lab.node();
        one.onPage = other.scan::refresh;
        one.scan.refresh();

        assertThat(lab.pagesAsked()).hasSize(3);
        assertThat(other.heard).isEmpty();
        assertThat(other.scan.trouble()).isEmpty();
    }

    @Test
    void a_scan_waits_for_a_look_at_what_another_node_has_read() throws Exception {
        lab.apps(7);
        var node = lab.node();
        lab.node().scan.refresh();
        var looking = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        node.onEachApp =
                () -> {
                    looking.countDown();
                    awaits(goOn);
                };
        try (var threads = Executors.newCachedThreadPool()) {
            var look = threads.submit(node.scan::takeOver);
            awaits(looking);
            var scanner = new CompletableFuture<Thread>();
            var scan =
                    threads.submit(() -> {
                        scanner.complete(Thread.currentThread());
                        node.scan.refreshInTurn();
                    });
            var waiting = scanner.get();
            while (!scan.isDone() && waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            look.get();
            scan.get();
        }
        assertThat(node.offered()).hasSize(8);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void who_was_too_slow_loses_the_scan_to_the_other_and_writes_nothing_more() {
        lab.apps(8);
        var slow = lab.node();
        var quick = lab.node();
        slow.onPage =
                () -> {
                    slow.onPage = () -> {};
                    lab.clock.pass(ScanLease.LEASE);
                    quick.scan.refresh();
                };
        slow.scan.refresh();

        assertThat(slow.written).isEmpty();
        assertThat(slow.scan.trouble()).isEmpty();
        assertThat(quick.written).hasSize(1);
        assertThat(quick.heard).as("it went on behind the first page").hasSize(2);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
        slow.scan.refresh();
        assertThat(slow.offered()).isEqualTo(quick.offered()).hasSize(9);
    }

    @Test
    void the_index_follows_what_changed_and_only_that() {
        var ids = lab.apps(7);
        var node = lab.node();
        node.scan.refresh();
        lab.tenant.rename(ids.get(0), "wages");
        lab.tenant.rename(ids.get(1), "tier0-wages");
        lab.tenant.delete(ids.get(2));
        lab.tenant.app("brand-new");
        lab.clock.pass(Duration.ofMinutes(10));

        assertThat(node.writes()).isEqualTo(new ScanResult(3, 0, 0, 0));
        lab.clock.pass(Duration.ofMinutes(10));
        node.scan.refresh();
        lab.clock.pass(Duration.ofMinutes(10));
        assertThat(node.writes()).isEqualTo(new ScanResult(1, 0, 0, 1));
        assertThat(node.offered())
                .containsExactly(
                        "app 3", "app 4", "app 5", "app 6", "brand-new", "Keydesk", "wages");
        assertThat(node.index.find(ids.get(0)).map(AppRegistration::name)).hasValue("wages");
        assertThat(node.index.find(ids.get(2))).isEmpty();
        assertThat(lab.node().offered()).as("after a restart").isEqualTo(node.offered());
    }

    @Test
    void what_a_scan_that_failed_had_changed_is_in_the_index_after_the_next_one() {
        var ids = lab.apps(8).stream().sorted().toList();
        var node = lab.node();
        node.scan.refresh();
        lab.tenant.rename(ids.getFirst(), "wages");
        lab.graph.faults().next(LIST, AS_USUAL);
        lab.graph.faults().next(LIST, 6, BUSY);
        node.scan.refresh();
        assertThat(node.offered()).doesNotContain("wages");

        node.scan.refresh();
        assertThat(node.offered()).contains("wages").hasSize(9);
    }

    @Test
    void the_desks_own_key_is_read_first_and_is_no_reason_to_leave_the_others_unread() {
        lab.apps(2);
        lab.graph.faults().next("getApplication", EntraFault.unavailable());
        var node = lab.node(new ClientSecret(ScanLab.DESK_SECRET));
        node.scan.refresh();

        assertThat(lab.graph.calls().stream().map(GraphCall::name))
                .containsExactly("getApplication", LIST);
        assertThat(keys()).hasSize(2);
        assertThat(node.ownKey.current()).isEmpty();
        node.scan.refresh();
        assertThat(node.ownKey.current())
                .hasValueSatisfying(own -> {
                    assertThat(own.key().neverExpires()).isTrue();
                    assertThat(own.inWords(ScanLab.START))
                            .isEqualTo("the desk's own client secret never expires");
                });
    }

    @Test
    void after_a_restart_without_entra_the_desks_own_key_is_known_from_the_rows() {
        var own = lab.tenant.applications().getFirst().id();
        lab.tenant.existingCertificate(own, "CN=keydesk", ScanLab.START, lab.in(12));
        lab.node().scan.refresh();

        var restarted = lab.node(new Certificate(Path.of("keydesk.pem")));
        assertThat(restarted.ownKey.current())
                .map(key -> key.inWords(ScanLab.START))
                .hasValue("the desk's own certificate expires on 2026-12-04, in 12 days");
        assertThat(lab.node().ownKey.current()).as("a token is no key").isEmpty();
    }

    @Test
    void a_desk_without_an_app_registration_of_its_own_scans_all_the_same() {
        lab.apps(2);
        lab.tenant.delete(lab.tenant.applications().getFirst().id());
        var node = lab.node();
        node.scan.refresh();

        assertThat(keys()).hasSize(2);
        assertThat(node.scan.trouble()).isEmpty();
        assertThat(lab.credentials().ofDesk()).isEmpty();
    }

    /** The process is no more: nothing is cleaned up, and its turn is not given back. */
    private void crashAfterPages(ScanLab.Node node, int pages) {
        node.onPage =
                () -> {
                    if (node.heard.size() == pages) {
                        db.writing(tx ->
                                tx.sql()
                                        .execute(
                                                "update lease set holder = 'dead' where name ="
                                                        + " 'scan'"));
                        throw new Crash();
                    }
                };
        assertThatThrownBy(node.scan::refresh).isInstanceOf(Crash.class);
    }

    private static final class Crash extends Error {}
}
