package dev.keydesk.entra;

import dev.keydesk.entra.AppRegistration.Secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A large tenant, the same one at every run. */
public final class GeneratedApps {
    private static final String[] TEAMS = {
        "Payroll", "Britive", "Ledger", "Fleet", "Söder", "Claims", "Search", "結算", "Billing", "HR"
    };
    private static final String[] KINDS = {
        "api", "worker", "portal", "Export", "gateway", "sync", "Bot", "reports"
    };
    private static final String[] STAGES = {"prod", "test", "DEV", "staging"};

    private GeneratedApps() {}

    public static List<AppRegistration> tenant(int size, long seed) {
        var random = new Random(seed);
        var apps = new ArrayList<AppRegistration>(size);
        for (int number = 0; number < size; number++) {
            var name =
                    pick(TEAMS, random)
                            + " "
                            + pick(KINDS, random)
                            + " "
                            + pick(STAGES, random)
                            + " "
                            + random.nextInt(size);
            apps.add(
                    new AppRegistration(
                            uuid(random),
                            uuid(random),
                            name,
                            "AzureADMyOrg",
                            List.of(secret(random), secret(random))));
        }
        return apps;
    }

    private static Secret secret(Random random) {
        var start = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(90_000_000));
        return new Secret(
                uuid(random),
                Optional.of("nightly export " + random.nextInt(1000)),
                Optional.of("Q_e"),
                start,
                start.plusSeconds(90 * 86_400L));
    }

    private static String pick(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
