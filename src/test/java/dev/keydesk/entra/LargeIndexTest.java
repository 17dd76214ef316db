package dev.keydesk.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The index over a hundred thousand apps, held against the plainest search there is. */
class LargeIndexTest {
    private static final long SEED = 7_3052;
    private static final List<AppRegistration> TENANT = GeneratedApps.tenant(100_000, SEED);
    private static final AppIndex INDEX = new AppIndex();
    private static final int LIMIT = 100;
    private static final int NOT = 9;
    private static final Comparator<Found> BEST_FIRST =
            Comparator.comparingInt((Found found) -> found.rank())
                    .thenComparing(Found::lowerName)
                    .thenComparing(found -> found.app().objectId());

    @BeforeAll
    static void fill() {
        INDEX.replace(TENANT, Instant.EPOCH);
    }

    @Test
    void every_app_is_found_by_its_object_id_and_is_the_same() {
        assertThat(INDEX.size()).isEqualTo(TENANT.size());
        for (var app : TENANT) {
            assertThat(INDEX.find(app.objectId())).hasValue(app);
        }
    }

    @Test
    void suggestions_are_those_of_a_plain_search() {
        var random = new Random(SEED);
        for (int round = 0; round < 30; round++) {
            var typed = typed(random);
            assertThat(INDEX.suggest(typed, LIMIT))
                    .as("typed: %s", typed)
                    .isEqualTo(plainly(typed));
        }
    }

    /** A piece of some app's name or id, as people type it. */
    private static String typed(Random random) {
        var app = TENANT.get(random.nextInt(TENANT.size()));
        var text =
                switch (random.nextInt(4)) {
                    case 0 -> app.objectId().substring(0, 4 + random.nextInt(30));
                    case 1 -> app.clientId();
                    case 2 -> app.name().toUpperCase(Locale.ROOT);
                    default -> app.name();
                };
        int from = random.nextBoolean() ? 0 : random.nextInt(text.length());
        return text.substring(from, from + random.nextInt(text.length() - from + 1));
    }

    private static List<AppRegistration> plainly(String text) {
        var typed = text.strip().toLowerCase(Locale.ROOT);
        return TENANT.stream()
                .map(app -> Found.of(app, typed))
                .filter(found -> found.rank() < NOT)
                .sorted(BEST_FIRST)
                .limit(LIMIT)
                .map(Found::app)
                .toList();
    }

    /** How well an app fits what was typed; the less, the better. */
    private record Found(AppRegistration app, String lowerName, int rank) {
        static Found of(AppRegistration app, String typed) {
            var name = app.name().toLowerCase(Locale.ROOT);
            return new Found(app, name, rank(name, app.objectId(), app.clientId(), typed));
        }

        private static int rank(String name, String objectId, String clientId, String typed) {
            if (name.equals(typed) || objectId.equals(typed) || clientId.equals(typed)) {
                return 0;
            }
            if (name.startsWith(typed)) {
                return 1;
            }
            boolean partOfId = objectId.startsWith(typed) || clientId.startsWith(typed);
            if (typed.length() >= 4 && partOfId) {
                return 2;
            }
            return name.contains(typed) ? 3 : NOT;
        }
    }
}
