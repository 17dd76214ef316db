package dev.keydesk.reminder;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.SlackUsers;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of the owners of many apps. */
interface KnownOwners {
    /** Reads what is known of these apps, by their object ids. */
    @FunctionalInterface
    interface Source {
        KnownOwners of(Collection<String> apps);
    }

    /** Where nobody's owners matter. */
    KnownOwners NONE =
            new KnownOwners() {
                @Override
                public Optional<Owners> of(String app) {
                    return Optional.empty();
                }

                @Override
                public SlackUsers.Answer inSlack(AppOwner owner) {
                    return new SlackUsers.Answer.Unknown(Optional.empty());
                }
            };

    /** The owners of one of the apps; empty if nobody has read them yet. */
    Optional<Owners> of(String app);

    /** Who in Slack one of these owners is. */
    SlackUsers.Answer inSlack(AppOwner owner);

    /** What is stored; nobody is asked. */
    static KnownOwners stored(AppOwners owners, SlackUsers users, Collection<String> apps) {
        var byApp = owners.stored(apps);
        var known =
                users.known(
                        byApp.values().stream()
                                .flatMap(it ->
                                        it instanceof Owners.Known(var all)
                                                ? all.stream()
                                                : Stream.<AppOwner>empty())
                                .toList());
        return new KnownOwners() {
            @Override
            public Optional<Owners> of(String app) {
                return Optional.ofNullable(byApp.get(app));
            }

            @Override
            public SlackUsers.Answer inSlack(AppOwner owner) {
                return known.of(owner);
            }
        };
    }
}
