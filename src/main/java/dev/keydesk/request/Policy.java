package dev.keydesk.request;

import dev.keydesk.config.AppPattern;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides who may request secrets for which apps, and who may approve. A pure function from facts
 * to a verdict with its sentence: no network, no clock, no state.
 */
public final class Policy {
    /**
     * The lifetimes that can be chosen, in days of 24 hours: short ones for tests and migrations,
     * then those of the Azure portal. The rules remove the longer ones.
     */
    private static final int[] LIFETIMES = {7, 14, 30, 60, 90, 180, 365, 730};

    /** Selected initially in the form, if the rules allow that much. */
    private static final int USUAL_LIFETIME = 90;

    private final Rules rules;
    private final String ownClientId;
    private final Predicate<UserId> hasLeft;

    /**
     * Decides by these rules.
     *
     * @param ownClientId Keydesk's own app registration, which is never served: a person with a
     *     secret of it could act as Keydesk
     */
    public Policy(Rules rules, String ownClientId) {
        this(rules, ownClientId, _ -> false);
    }

    /**
     * The same with knowledge about deactivated accounts.
     *
     * @param hasLeft whether an account is known to be deactivated; such people are not named
     */
    public Policy(Rules rules, String ownClientId, Predicate<UserId> hasLeft) {
        this.rules = rules;
        this.ownClientId = ownClientId;
        this.hasLeft = hasLeft;
    }

    /** Returns whether Keydesk serves this app registration. */
    public boolean serves(AppRef app) {
        return refusalFor(app).isEmpty();
    }

    /** Returns the lifetimes that are offered, in days, shortest first; there is no "never". */
    public List<Integer> lifetimes() {
        int longest = Math.toIntExact(rules.limits().longestLifetime().toDays());
        var offered = IntStream.of(LIFETIMES).filter(days -> days <= longest).boxed().toList();
        return offered.isEmpty() ? List.of(longest) : offered;
    }

    /** Returns the one of {@link #lifetimes()} that is selected initially. */
    public int usualLifetime() {
        return lifetimes().stream()
                .filter(days -> days <= USUAL_LIFETIME)
                .reduce((_, longer) -> longer)
                .orElseThrow();
    }

    /**
     * Returns the longest of {@link #lifetimes()} that is shorter than {@code days}; empty if there
     * is none.
     */
    public Optional<Integer> shorterThan(int days) {
        return lifetimes().stream().filter(it -> it < days).reduce((_, longer) -> longer);
    }

    /** Decides whether the person may request a secret of this app with this lifetime. */
    public Verdict ask(Principal asker, AppRef app, int lifetimeDays) {
        return notAColleague(asker)
                .or(() -> mayAsk(asker) ? Optional.empty() : Optional.of(NOT_AMONG_ASKERS))
                .or(() -> refusalFor(app))
                .or(() -> tooLong(lifetimeDays))
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() ->
                        new Verdict.NeedsApproval(
                                whoDecides() + " can decide; one approval is needed."));
    }

    /** Decides whether the person may approve, deny or cancel a request of that requester. */
    public Verdict.Final decide(Principal approver, UserId requester) {
        return refusalToDecide(approver)
                .or(() -> ownRequest(approver, requester))
                .<Verdict.Final>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Allowed(approverBecause(approver)));
    }

    /**
     * Decides whether the person may have the old credential of a renewal removed, once the new one
     * was handed over. Approvers, owners and the team may. A requester who is none of these may not
     * know what else uses the old one, and needs an approver.
     *
     * @param looksAfter whether the person owns the app registration or is in its team; asked only
     *     if needed
     */
    public Verdict removeOld(Principal person, UserId requester, BooleanSupplier looksAfter) {
        return settleOld(
                person,
                requester,
                looksAfter,
                name ->
                        new Verdict.NeedsApproval(
                                "%s asked for the new one, and neither owns nor looks after the app registration, so %s has to decide."
                                        .formatted(name, whoDecides())));
    }

    /**
     * Decides whether the person may keep the old credential, or cancel its removal. That breaks
     * nothing, so the requester may too.
     *
     * @param looksAfter as for {@link #removeOld}
     */
    public Verdict keepOld(Principal person, UserId requester, BooleanSupplier looksAfter) {
        return settleOld(
                person,
                requester,
                looksAfter,
                name -> new Verdict.Allowed("%s asked for the new one.".formatted(name)));
    }

    private Verdict settleOld(
            Principal principal,
            UserId requester,
            BooleanSupplier looksAfter,
            Function<String, Verdict> ofRequester) {
        var refused = notAColleague(principal);
        if (refused.isPresent()) {
            return new Verdict.Refused(refused.get());
        }
        if (isApprover(principal)) {
            return new Verdict.Allowed(approverBecause(principal));
        }
        var who = principal.person();
        if (looksAfter.getAsBoolean()) {
            return new Verdict.Allowed(
                    "%s owns or looks after the app registration.".formatted(who.name()));
        }
        return who.id().equals(requester)
                ? ofRequester.apply(who.name())
                : new Verdict.Refused(
                        "Only %s, who has the new secret, the owners of the app registration, its team, and %s may decide what happens to the old one. Nothing was changed."
                                .formatted(requester.mention(), whoDecides()));
    }

    /** Decides whether the person may do what needs an approver, but no second person. */
    public Verdict.Final decideAlone(Principal approver) {
        return refusalToDecide(approver)
                .<Verdict.Final>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Allowed(approverBecause(approver)));
    }

    /** Returns why the person may do nothing at all; empty for a full member. */
    public Optional<String> asMember(Principal person) {
        return notAColleague(person);
    }

    private Optional<String> refusalToDecide(Principal approver) {
        return notAColleague(approver)
                .or(() -> isApprover(approver) ? Optional.empty() : Optional.of(notAnApprover()));
    }

    /**
     * Returns whether the person may see the credentials of every app that Keydesk serves, as the
     * form shows them to requesters and the card to approvers.
     */
    public boolean mayLookAround(Principal person) {
        return person.fullMember() && (mayAsk(person) || isApprover(person));
    }

    /** Returns the approvers as mentions; deactivated accounts are left out, unless all are. */
    public String whoDecides() {
        var groups = rules.approvals().userGroups().stream().map(UserGroupId::mention).sorted();
        var users =
                rules.approvals().users().stream()
                        .filter(who -> !hasLeft.test(who))
                        .map(UserId::mention)
                        .sorted();
        var named = Stream.concat(groups, users).collect(Collectors.joining(" or "));
        return named.isEmpty() ? "the approvers that keydesk.yml names" : named;
    }

    private static final String NOT_AMONG_ASKERS =
            "You are not among the people who may ask this desk for client secrets. Ask the"
                    + " operator to add you under \"requesters\" in keydesk.yml.";

    private boolean mayAsk(Principal asker) {
        return rules.requesters().users().contains(asker.person().id())
                || asker.isIn(rules.requesters().userGroups());
    }

    private boolean isApprover(Principal person) {
        return rules.approvals().users().contains(person.person().id())
                || person.isIn(rules.approvals().userGroups());
    }

    private String notAnApprover() {
        return "Only %s may decide about client secrets here, and you are not among them. Nothing was changed."
                .formatted(whoDecides());
    }

    private String approverBecause(Principal approver) {
        boolean named = rules.approvals().users().contains(approver.person().id());
        return named
                ? "%s is named as an approver in keydesk.yml.".formatted(approver.person().name())
                : "%s is in the user group %s, which approves."
                        .formatted(approver.person().name(), approvingGroups(approver));
    }

    /** With their ids, because a group's name says little a year later. */
    private String approvingGroups(Principal approver) {
        return rules.approvals().userGroups().stream()
                .filter(approver.groups()::contains)
                .map(UserGroupId::value)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> ownRequest(Principal approver, UserId requester) {
        return approver.person().id().equals(requester)
                ? Optional.of(
                        "Nobody may decide about their own request. Another approver has to"
                                + " decide.")
                : Optional.empty();
    }

    private static Optional<String> notAColleague(Principal principal) {
        var person = principal.person();
        return Stream.of(
                        when(
                                person.deactivated(),
                                "This Slack account is deactivated, so it cannot ask or decide."),
                        when(
                                person.bot(),
                                "Bots cannot ask for client secrets or decide about them."),
                        when(
                                person.guest(),
                                "Guests cannot ask for client secrets or decide about them; only"
                                        + " full members can."),
                        when(
                                person.unconfirmed(),
                                "Slack says that nobody has confirmed the e-mail address of this"
                                        + " account, so it cannot ask or decide. Confirm it in"
                                        + " Slack, then try again."),
                        when(
                                person.stranger() || !principal.colleague(),
                                "This desk serves its own organisation only; people from other"
                                        + " companies cannot ask or decide."))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> refusalFor(AppRef app) {
        return Stream.of(
                        when(
                                app.clientId().equalsIgnoreCase(ownClientId),
                                "This is the desk's own app registration; the desk never makes"
                                        + " secrets for itself."),
                        when(
                                matches(rules.apps().deny(), app),
                                "keydesk.yml lists this app registration under \"deny\", so the"
                                        + " desk makes no secrets for it."),
                        when(
                                !matches(rules.apps().allow(), app),
                                "keydesk.yml does not list this app registration under \"allow\","
                                        + " so the desk makes no secrets for it."))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> tooLong(int days) {
        return when(
                !lifetimes().contains(days),
                "A secret may be valid for %s days here; choose one of these."
                        .formatted(
                                lifetimes().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))));
    }

    private static boolean matches(Set<AppPattern> patterns, AppRef app) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matches(app.name(), app.clientId(), app.objectId()));
    }

    private static Optional<String> when(boolean applies, String sentence) {
        return applies ? Optional.of(sentence) : Optional.empty();
    }
}
