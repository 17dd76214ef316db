package dev.keydesk.reminder;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.SlackUsers;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known about the owners of many apps. */
interface KnownOwners {
    /** Reads what is known about apps. */
    @FunctionalInterface
    interface Source {
        /** Returns what is known about these apps, by their object ids. */
        KnownOwners of(Collection<String> apps);
    }

    /** Knows no owners. */
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

    /** Returns the owners of an app; empty if nobody has read them yet. */
    Optional<Owners> of(String app);

    /** Returns the Slack user of an owner. */
    SlackUsers.Answer inSlack(AppOwner owner);

    /** Returns what is stored; Entra and Slack are not asked. */
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
