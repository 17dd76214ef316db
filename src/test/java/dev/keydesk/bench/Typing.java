package dev.keydesk.bench;

import dev.keydesk.entra.AppRegistration;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What people type while they look for an app; the same at every run. */
final class Typing {
    private static final int MANY = 1_000;

    private final List<String> texts;
    private final AtomicInteger typed = new AtomicInteger();

    Typing(List<AppRegistration> apps) {
        var random = new Random(11);
        texts =
                IntStream.range(0, MANY)
                        .mapToObj(_ -> text(apps.get(random.nextInt(apps.size())), random))
                        .toList();
    }

    /** A beginning, a part, an id, or something that no app has. */
    private static String text(AppRegistration app, Random random) {
        var name = app.name();
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> name.substring(0, 1 + random.nextInt(name.length()));
            case 3, 4, 5 -> part(name, random);
            case 6 -> app.clientId().substring(0, 4 + random.nextInt(33));
            default -> "no such app " + random.nextInt(MANY);
        };
    }

    private static String part(String name, Random random) {
        int from = random.nextInt(name.length() - 3);
        return name.substring(from, Math.min(name.length(), from + 3 + random.nextInt(6)));
    }

    String next() {
        return texts.get(Math.floorMod(typed.getAndIncrement(), MANY));
    }
}
