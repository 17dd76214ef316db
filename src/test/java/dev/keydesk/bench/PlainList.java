package dev.keydesk.bench;

import dev.keydesk.entra.AppRegistration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Apps in a list that is read from its beginning for each search, names in lower case beside it.
 */
final class PlainList {
    private final List<AppRegistration> apps;
    private final List<String> names;

    PlainList(List<AppRegistration> apps) {
        this.apps = new ArrayList<>(apps);
        this.names =
                new ArrayList<>(
                        apps.stream().map(app -> app.name().toLowerCase(Locale.ROOT)).toList());
    }

    /** The first that contain it, in no order in particular. */
    List<AppRegistration> containing(String typed, int most) {
        var wanted = typed.strip().toLowerCase(Locale.ROOT);
        var found = new ArrayList<AppRegistration>();
        for (int place = 0; place < names.size() && found.size() < most; place++) {
            if (names.get(place).contains(wanted)) {
                found.add(apps.get(place));
            }
        }
        return found;
    }
}
