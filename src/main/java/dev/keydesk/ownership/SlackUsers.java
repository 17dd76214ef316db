package dev.keydesk.ownership;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.chat.Person;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the Slack user of an owner of an app.
 *
 * <p>Slack allows about fifty look-ups by address a minute, so each answer is stored for all nodes.
 * A found user is looked up again after a week, an address without a user after a day, and one for
 * which Slack did not answer after an hour.
 */
public final class SlackUsers {
    private static final Logger log = LoggerFactory.getLogger(SlackUsers.class);

    /**
     * Slack's tier 3, to which {@code users.lookupByEmail} belongs, allows fifty a minute; a few
     * are left to people who wait. See https://docs.slack.dev/apis/web-api/rate-limits/
     */
    static final int MOST_A_MINUTE = 45;

    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FOUND_FOR = Duration.ofDays(7);
    private static final Duration NOBODY_FOR = Duration.ofDays(1);
    private static final Duration FAILED_FOR = Duration.ofHours(1);

    /** After this many failures in a row the address counts as one that Slack does not tell. */
    private static final int TRIES = 3;

    /** These errors concern the bot, so the next address would be refused as well. */
    private static final Set<String> REFUSE_ALL =
            Set.of(
                    "access_denied",
                    "account_inactive",
                    "app_access_restricted",
                    "invalid_auth",
                    "missing_scope",
                    "no_permission",
                    "not_allowed_token_type",
                    "not_authed",
                    "org_login_required",
                    "team_access_not_granted",
                    "token_expired",
                    "token_revoked");

    private final Db db;
    private final SlackUserRows rows;
    private final People people;
    private final Map<String, UserId> named;
    private final InstantSource clock;
    private volatile Instant refusedUntil = Instant.MIN;

    /**
     * Creates the look-up.
     *
     * @param named the Slack users that {@code keydesk.yml} names for addresses in Entra, in lower
     *     case
     */
    public SlackUsers(Db db, People people, Map<String, UserId> named, InstantSource clock) {
        this.db = db;
        this.rows = new SlackUserRows(db);
        this.people = people;
        this.named = named;
        this.clock = clock;
    }

    /** What is known about an owner. */
    public sealed interface Answer {
        /** The owner is this Slack user. */
        record Found(UserId user) implements Answer {}

        /** No Slack user is this owner. */
        record Nobody() implements Answer {}

        /**
         * Slack has not been asked yet.
         *
         * @param before what Slack said long ago
         */
        record Unknown(Optional<UserId> before) implements Answer {}

        /** Slack was asked but does not tell. */
        record Untold(Optional<UserId> before) implements Answer {}
    }

    /** The stored answers for many owners, read once; Slack is not asked. */
    public final class Known {
        private final Map<String, SlackUserRows.Row> stored;
        private final Instant now;

        private Known(Map<String, SlackUserRows.Row> stored, Instant now) {
            this.stored = stored;
            this.now = now;
        }

        /** Returns what is known about this owner. */
        public Answer of(AppOwner owner) {
            var byName = named(owner);
            if (byName.isPresent()) {
                return new Answer.Found(byName.get());
            }
            Answer last = new Answer.Nobody();
            for (var address : owner.addresses()) {
                var answer = answer(Optional.ofNullable(stored.get(address)), now);
                if (answer instanceof Answer.Found || answer instanceof Answer.Unknown) {
                    return answer;
                }
                last = answer instanceof Answer.Untold ? answer : last;
            }
            return last;
        }
    }

    /** Reads what is stored for these owners. */
    public Known known(Collection<AppOwner> owners) {
        var addresses = new LinkedHashSet<String>();
        owners.forEach(owner -> addresses.addAll(owner.addresses()));
        return new Known(rows.find(addresses), clock.instant());
    }

    /**
     * Returns the user that {@code keydesk.yml} names for one of the owner's addresses; Slack is
     * not asked.
     */
    private Optional<UserId> named(AppOwner owner) {
        return owner.addresses().stream()
                .flatMap(address -> Optional.ofNullable(named.get(address)).stream())
                .filter(user -> !people.hasLeft(user))
                .findFirst();
    }

    private Answer answer(Optional<SlackUserRows.Row> stored, Instant now) {
        if (stored.isEmpty()) {
            return isRefused(now)
                    ? new Answer.Untold(Optional.empty())
                    : new Answer.Unknown(Optional.empty());
        }
        var row = stored.get();
        if (row.failures() == 0 && isFresh(row, now)) {
            return row.user().<Answer>map(Answer.Found::new).orElseGet(Answer.Nobody::new);
        }
        boolean givenUp = row.failures() >= TRIES && row.askedAt().plus(FAILED_FOR).isAfter(now);
        return givenUp || isRefused(now)
                ? new Answer.Untold(row.user())
                : new Answer.Unknown(row.user());
    }

    private static boolean isFresh(SlackUserRows.Row row, Instant now) {
        var holds = row.user().isPresent() ? FOUND_FOR : NOBODY_FOR;
        return row.answeredAt().filter(at -> at.plus(holds).isAfter(now)).isPresent();
    }

    private boolean isRefused(Instant now) {
        return refusedUntil.isAfter(now);
    }

    /**
     * Asks Slack for those of these owners that are unknown, in this order and as many as a minute
     * allows. Each answer is stored at once, so that after a crash, or on another node, nothing is
     * asked twice.
     *
     * @return when to continue with the others; empty if each was asked
     */
    public Optional<Instant> lookUp(Collection<AppOwner> owners) {
        var begun = clock.instant();
        var known = known(owners);
        int left = MOST_A_MINUTE - rows.askedSince(begun.minus(MINUTE));
        for (var owner : owners) {
            if (named(owner).isPresent()) {
                continue;
            }
            for (var address : owner.addresses()) {
                var before = Optional.ofNullable(known.stored.get(address));
                if (!(answer(before, clock.instant()) instanceof Answer.Unknown)
                        || !mayAsk(before, begun)) {
                    continue;
                }
                if (left-- <= 0) {
                    return Optional.of(begun.plus(MINUTE));
                }
                try {
                    if (claimed(address, before) && asked(address).isPresent()) {
                        break;
                    }
                } catch (ChatFailure.Busy busy) {
                    rows.putOff(address);
                    return Optional.of(clock.instant().plus(busy.retryAfter().orElse(MINUTE)));
                }
            }
        }
        boolean allAsked =
                owners.stream().map(known(owners)::of).noneMatch(Answer.Unknown.class::isInstance);
        return allAsked ? Optional.empty() : Optional.of(begun.plus(MINUTE));
    }

    /** A node that began less than a minute ago may still be asking. */
    private static boolean mayAsk(Optional<SlackUserRows.Row> before, Instant now) {
        return before.filter(row -> row.askedAt().plus(MINUTE).isAfter(now)).isEmpty();
    }

    private boolean claimed(String address, Optional<SlackUserRows.Row> before) {
        return db.write(tx -> rows.begin(tx, address, before, clock.instant()));
    }

    private Optional<UserId> asked(String address) {
        try {
            var user = people.byEmail(address).map(Person::id);
            rows.answered(address, user, clock.instant());
            return user;
        } catch (ChatFailure.Refused refused) {
            log.warn("people cannot be found by their address: {}", refused.error());
            if (REFUSE_ALL.contains(refused.error())) {
                refusedUntil = clock.instant().plus(FAILED_FOR);
            }
            rows.failed(address, TRIES, clock.instant());
            return Optional.empty();
        } catch (ChatFailure.NoAnswer none) {
            log.info("an owner is looked up again later: {}", none.getMessage());
            rows.failed(address, 1, clock.instant());
            return Optional.empty();
        }
    }

    /**
     * Returns those of these owners who are in Slack, in this order; asks Slack for owners without
     * a recent answer.
     *
     * @param within how old an answer may be
     * @throws ChatFailure if Slack is busy or does not answer
     */
    public List<UserId> ask(Collection<AppOwner> owners, Duration within) {
        var known = known(owners);
        var users = new LinkedHashSet<UserId>();
        for (var owner : owners) {
            var byName = named(owner);
            if (byName.isPresent()) {
                users.add(byName.get());
                continue;
            }
            for (var address : owner.addresses()) {
                var user = user(Optional.ofNullable(known.stored.get(address)), address, within);
                if (user.isPresent()) {
                    users.add(user.get());
                    break;
                }
            }
        }
        return new ArrayList<>(users);
    }

    private Optional<UserId> user(
            Optional<SlackUserRows.Row> row, String address, Duration within) {
        var recent =
                row.filter(it -> it.failures() == 0)
                        .filter(it -> isFresh(it, clock.instant()))
                        .filter(it ->
                                it.answeredAt()
                                        .filter(at -> at.plus(within).isAfter(clock.instant()))
                                        .isPresent());
        if (recent.isPresent()) {
            return recent.get().user();
        }
        try {
            var user = people.byEmail(address).map(Person::id);
            rows.answered(address, user, clock.instant());
            return user;
        } catch (ChatFailure.Refused refused) {
            log.warn("people cannot be found by their address: {}", refused.error());
            return Optional.empty();
        }
    }

    /**
     * Asks Slack for the owner without storing the answer, for a command that only shows it.
     *
     * @throws ChatFailure if Slack is busy or does not answer
     */
    public Answer peek(AppOwner owner) {
        var byName = named(owner);
        if (byName.isPresent()) {
            return new Answer.Found(byName.get());
        }
        for (var address : owner.addresses()) {
            var user = told(address);
            if (user.isPresent()) {
                return new Answer.Found(user.get());
            }
        }
        return new Answer.Nobody();
    }

    private Optional<UserId> told(String address) {
        try {
            return people.byEmail(address).map(Person::id);
        } catch (ChatFailure.Refused refused) {
            log.warn("people cannot be found by their address: {}", refused.error());
            return Optional.empty();
        }
    }

    /**
     * Forgets a user to whom Slack delivers no messages, so that the address is looked up again.
     */
    public void forget(UserId user) {
        rows.forget(user);
    }
}
