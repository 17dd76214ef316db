package dev.keydesk.chat;

import dev.keydesk.chat.ChatFailure.Busy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Limits how often Slack is asked about people, groups and channels. Slack limits each method for
 * the whole workspace and answers 429 beyond that. Decisions may use the whole limit, and one
 * person never more than a part of it.
 *
 * <p>Each node counts for itself. After Slack's own 429, nothing is asked before the time that
 * Slack names.
 */
final class LookUpBudget {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int TIER_2 = 20;

    /**
     * Calls a minute in Slack's tiers 2, 3 and 4 (https://docs.slack.dev/apis/web-api/rate-limits).
     */
    private static final Map<String, Integer> A_MINUTE =
            Map.of(
                    "usergroups.users.list",
                    TIER_2,
                    "users.lookupByEmail",
                    50,
                    "conversations.info",
                    50,
                    "users.info",
                    100);

    /** The purpose of a look-up. */
    enum For {
        /** A click whose result depends on the answer. */
        DECISION(1.0, 0.5),

        /** Something to show, which may be a little old. */
        SHOWING(0.4, 0.2);

        private final double ofAll;
        private final double ofOnePerson;

        For(double ofAll, double ofOnePerson) {
            this.ofAll = ofAll;
            this.ofOnePerson = ofOnePerson;
        }
    }

    private record Spent(Instant at, String whose, For what) {}

    private final InstantSource clock;
    private final Map<String, Deque<Spent>> spent = new HashMap<>();
    private final Map<String, Instant> closedUntil = new HashMap<>();

    LookUpBudget(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts one call.
     *
     * @param whose the person for whom Slack is asked; empty for Keydesk itself
     * @throws Busy with the time to wait, if the limit is reached; the call is not counted then
     */
    synchronized void spend(String method, String whose, For what) {
        var now = clock.instant();
        var closed = closedUntil.getOrDefault(method, Instant.MIN);
        if (closed.isAfter(now)) {
            throw new Busy(method, Optional.of(Duration.between(now, closed)));
        }
        var lately = lately(method, now);
        int limit = A_MINUTE.getOrDefault(method, TIER_2);
        if (what == For.SHOWING) {
            refuseBeyond(method, lately, limit * what.ofAll, it -> it.what() == what);
        }
        if (!whose.isEmpty()) {
            refuseBeyond(
                    method,
                    lately,
                    limit * what.ofOnePerson,
                    it -> it.what() == what && it.whose().equals(whose));
        }
        lately.addLast(new Spent(now, whose, what));
    }

    private Deque<Spent> lately(String method, Instant now) {
        var all = spent.computeIfAbsent(method, _ -> new ArrayDeque<>());
        while (!all.isEmpty() && !all.peekFirst().at().plus(MINUTE).isAfter(now)) {
            all.removeFirst();
        }
        return all;
    }

    private void refuseBeyond(
            String method, Deque<Spent> lately, double most, Predicate<Spent> counts) {
        var counted = lately.stream().filter(counts).toList();
        if (counted.size() >= most) {
            var free = counted.getFirst().at().plus(MINUTE);
            throw new Busy(method, Optional.of(Duration.between(clock.instant(), free)));
        }
    }

    /** Notes the time that Slack itself asked to wait. */
    synchronized void refused(Busy busy) {
        busy.retryAfter()
                .ifPresent(wait -> closedUntil.put(busy.method(), clock.instant().plus(wait)));
    }
}
