package dev.keydesk.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.SecretText;
import dev.keydesk.request.Marker;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Between a press and the moment a key is made, seconds may pass, and the link may end. */
@EachStore.Contract
class LinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Ticket TICKET = new Ticket("KD-7F3K2");
    private static final Marker FIRST = new Marker(TICKET, 1);

    private final EachStore store;
    @TempDir private Path folder;
    private final Random random = new Random(1);
    private final LinkCredentials credentials = LinkCredentials.fresh(random, true);
    private Db db;
    private Links links;
    private Link link;

    LinksTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        links = new Links(db);
        link = made(credentials);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Link made(LinkCredentials with) {
        var fresh =
                new Link(
                        LinkCredentials.id(random),
                        TICKET,
                        with.tokenHash(),
                        with.codeMac(),
                        NOW.plus(Duration.ofMinutes(5)),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        db.writing(tx -> links.save(tx, fresh, NOW));
        return fresh;
    }

    private boolean begins(Instant at) {
        return db.write(tx -> links.begin(tx, link, FIRST, at));
    }

    private boolean counts() {
        return db.write(tx -> links.countCode(tx, link.id()));
    }

    @Test
    void a_good_link_begins_an_attempt_and_another_one_if_entra_said_no() {
        assertThat(begins(NOW.plusSeconds(299))).isTrue();
        assertThat(begins(NOW.plusSeconds(299))).isTrue();
        assertThat(links.find(link.id()).orElseThrow().attempt()).hasValue(1);
    }

    @Test
    void a_link_that_a_newer_one_replaced_meanwhile_begins_nothing() {
        made(LinkCredentials.fresh(random, true));
        assertThat(begins(NOW)).isFalse();
    }

    @Test
    void a_link_whose_time_ran_out_meanwhile_begins_nothing() {
        assertThat(begins(NOW.plus(Duration.ofMinutes(5)))).isFalse();
    }

    @Test
    void a_link_that_wrong_codes_closed_meanwhile_begins_nothing() {
        for (int count = 0; count < Link.MOST_WRONG_CODES; count++) {
            assertThat(counts()).isTrue();
        }
        assertThat(counts()).isFalse();
        assertThat(begins(NOW)).isFalse();
    }

    @Test
    void a_link_that_has_shown_a_secret_begins_nothing() {
        links.shown(link, NOW);
        assertThat(begins(NOW)).isFalse();
    }

    @Test
    void a_week_later_nothing_is_known_of_a_link() {
        links.forgetBefore(NOW.plusMillis(1));
        assertThat(links.find(link.id())).isEmpty();
    }

    @Test
    void what_is_stored_opens_nothing_and_tells_the_right_key_from_others() {
        var stored = links.find(link.id()).orElseThrow();
        assertThat(stored.toString())
                .doesNotContain(
                        credentials.token().reveal(), credentials.code().orElseThrow().reveal());
        assertThat(credentials.fitsToken(stored.tokenHash())).isTrue();
        assertThat(credentials.fitsCode(stored.codeMac())).isTrue();

        var other = LinkCredentials.fresh(random, true);
        assertThat(other.fitsToken(stored.tokenHash())).isFalse();
        assertThat(
                        new LinkCredentials(other.token(), credentials.code())
                                .fitsCode(stored.codeMac()))
                .as("the code tells nothing without its token")
                .isFalse();
        assertThat(
                        new LinkCredentials(credentials.token(), Optional.empty())
                                .fitsCode(stored.codeMac()))
                .isFalse();
        assertThat(
                        new LinkCredentials(
                                        credentials.token(), Optional.of(SecretText.of("000000")))
                                .fitsCode(Optional.empty()))
                .as("a link without a code takes any")
                .isTrue();
    }
}
