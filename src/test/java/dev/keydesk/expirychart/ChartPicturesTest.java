package dev.keydesk.expirychart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

/** Pictures and their addresses, in both kinds of database. */
@EachStore.Contract
class ChartPicturesTest {
    private static final Optional<URI> HERE = Optional.of(URI.create("https://desk.example.com/"));

    private final EachStore store;
    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private Db db;

    ChartPicturesTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** One node of several, which draw different lots. */
    private ChartPictures node(long seed) {
        return new ChartPictures(db, HERE, () -> now, new Random(seed));
    }

    private static ExpiryChart months(int inTheFirst) {
        var ending = new ArrayList<>(Collections.nCopies(ExpiryChart.COUNT, 0));
        ending.set(0, inTheFirst);
        return new ExpiryChart(YearMonth.of(2026, 3), ending);
    }

    private static String id(URI address) {
        return address.getPath().replaceAll("^/months/|\\.png$", "");
    }

    @Test
    void the_same_figures_have_one_address_at_every_node_and_others_another() {
        var address = node(1).address(months(3)).orElseThrow();

        assertThat(address.toString())
                .matches("https://desk\\.example\\.com/months/[0-9a-f]{32}\\.png");
        assertThat(node(2).address(months(3))).contains(address);
        assertThat(node(2).address(months(4)).orElseThrow()).isNotEqualTo(address);
        now = now.plus(Duration.ofDays(2));
        assertThat(node(3).address(months(3))).contains(address);
    }

    @Test
    void any_node_draws_what_another_one_named_and_nothing_else() throws IOException {
        var address = node(1).address(months(3)).orElseThrow();

        var png = node(2).png(id(address)).orElseThrow();
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(1200);
        // Its own ground, whatever colours Slack has.
        assertThat(picture.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
        assertThat(node(2).png(id(node(3).address(months(4)).orElseThrow())).orElseThrow())
                .isNotEqualTo(png);
        assertThat(node(2).png("0".repeat(32))).isEmpty();
        assertThat(node(2).png("../" + id(address))).isEmpty();
    }

    @Test
    void there_is_none_without_an_address_without_figures_or_while_slack_cannot_fetch_it() {
        var nowhere = new ChartPictures(db, Optional.empty(), () -> now, new Random(1));
        assertThat(nowhere.address(months(3))).isEmpty();
        assertThat(node(1).address(months(0))).isEmpty();

        var node = node(1);
        node.refused("invalid_arguments");
        assertThat(node.address(months(3))).isEmpty();
        assertThat(node.trouble().orElseThrow()).contains("KEYDESK_PUBLIC_URL", "/months/");
        now = now.plus(Duration.ofHours(1));
        assertThat(node.address(months(3))).isPresent();
        assertThat(node.trouble()).isEmpty();
    }

    @Test
    void figures_nobody_has_seen_for_long_are_forgotten_and_others_stay() {
        var node = node(1);
        var old = id(node.address(months(3)).orElseThrow());
        var shown = id(node.address(months(4)).orElseThrow());
        now = now.plus(Duration.ofDays(99));
        node.address(months(4));
        now = now.plus(Duration.ofDays(2));
        node.forgetOld();

        assertThat(List.of(node(2).png(old).isPresent(), node(2).png(shown).isPresent()))
                .containsExactly(false, true);
    }
}
