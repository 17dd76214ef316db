package dev.keydesk.reminder;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.ownership.SlackUsers.Answer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads stored owners and, for a look ahead, asks Entra and Slack for the rest; the answers are
 * kept here and not stored. Most of Slack's limit is left to the running Keydesk.
 */
final class AskedOwners implements KnownOwners.Source {
    private static final int MOST_LOOK_UPS = 25;

    private final AppOwners owners;
    private final SlackUsers users;
    private final Map<String, Owners> read = new HashMap<>();
    private final Map<AppOwner, Answer> asked = new HashMap<>();

    AskedOwners(Ownership ownership) {
        this.owners = ownership.owners();
        this.users = ownership.users();
    }

    @Override
    public KnownOwners of(Collection<String> apps) {
        var stored = KnownOwners.stored(owners, users, apps);
        return new KnownOwners() {
            @Override
            public Optional<Owners> of(String app) {
                return stored.of(app)
                        .or(() -> Optional.of(read.computeIfAbsent(app, owners::readNow)));
            }

            @Override
            public Answer inSlack(AppOwner owner) {
                var known = stored.inSlack(owner);
                if (!(known instanceof Answer.Unknown)) {
                    return known;
                }
                if (!asked.containsKey(owner) && asked.size() < MOST_LOOK_UPS) {
                    asked.put(owner, users.peek(owner));
                }
                return asked.getOrDefault(owner, known);
            }
        };
    }
}
