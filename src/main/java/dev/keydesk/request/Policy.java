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
 * Who may ask, for what, and who decides: facts in, a verdict with its sentence out. No network, no
 * clock, no state.
 */
public final class Policy {
    /**
     * What can be chosen, in days: short ones for trials and hand-overs, then those of the Azure
     * portal. The rules cut the longer ones.
     */
    private static final int[] LIFETIMES = {7, 14, 30, 60, 90, 180, 365, 730};

    /** Chosen in the form before anybody chooses, if the rules allow so much. */
    private static final int USUAL_LIFETIME = 90;

    private final Rules rules;
    private final String ownClientId;
    private final Predicate<UserId> hasLeft;

    /**
     * Decides by these rules.
     *
     * @param ownClientId the desk's own app registration, which it never serves: whoever got a key
     *     of it would be the desk
     */
    public Policy(Rules rules, String ownClientId) {
        this(rules, ownClientId, _ -> false);
    }

    /**
     * The same where it is known who has left.
     *
     * @param hasLeft whether an account is known to be deactivated; such people are named to nobody
     */
    public Policy(Rules rules, String ownClientId, Predicate<UserId> hasLeft) {
        this.rules = rules;
        this.ownClientId = ownClientId;
        this.hasLeft = hasLeft;
    }

    /** Whether the desk serves this app registration at all. */
    public boolean serves(AppRef app) {
        return refusalFor(app).isEmpty();
    }

    /** The lifetimes offered here, in days, shortest first; never "never". */
    public List<Integer> lifetimes() {
        int longest = Math.toIntExact(rules.limits().longestLifetime().toDays());
        var offered = IntStream.of(LIFETIMES).filter(days -> days <= longest).boxed().toList();
        return offered.isEmpty() ? List.of(longest) : offered;
    }

    /** The one of {@link #lifetimes()} that is chosen before anybody chooses. */
    public int usualLifetime() {
        return lifetimes().stream()
                .filter(days -> days <= USUAL_LIFETIME)
                .reduce((_, longer) -> longer)
                .orElseThrow();
    }

    /** The longest of {@link #lifetimes()} that is shorter than that; empty if none is. */
    public Optional<Integer> shorterThan(int days) {
        return lifetimes().stream().filter(it -> it < days).reduce((_, longer) -> longer);
    }

    /** May this person ask for a key of this app, for so many days? */
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

    /** May this person approve, deny or cancel what that person asked for? */
    public Verdict.Final decide(Principal approver, UserId requester) {
        return refusalToDecide(approver)
                .or(() -> ownRequest(approver, requester))
                .<Verdict.Final>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Allowed(approverBecause(approver)));
    }

    /**
     * May this person let the old credential of a renewal go, once the new one was handed over? An
     * approver, an owner and the team may. The requester alone may have lost sight of what else
     * uses the old one, so without being one of these the requester needs an approver.
     *
     * @param looksAfter whether this person owns the app registration or is in its team; asked only
     *     if it matters
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
     * May this person keep the old credential, or call its removal off? That breaks nothing, so the
     * requester may too.
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

    /** May this person do what needs somebody who decides, but no second person? */
    public Verdict.Final decideAlone(Principal approver) {
        return refusalToDecide(approver)
                .<Verdict.Final>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Allowed(approverBecause(approver)));
    }

    /** Why this person counts as nobody here, whatever it is about; empty for a full member. */
    public Optional<String> asMember(Principal person) {
        return notAColleague(person);
    }

    private Optional<String> refusalToDecide(Principal approver) {
        return notAColleague(approver)
                .or(() -> isApprover(approver) ? Optional.empty() : Optional.of(notAnApprover()));
    }

    /**
     * Whether this person may look at the keys of every app the desk serves, as the form shows them
     * to whoever asks and the card to whoever decides.
     */
    public boolean mayLookAround(Principal person) {
        return person.fullMember() && (mayAsk(person) || isApprover(person));
    }

    /** Those who decide, as mentions; nobody who has left is named, unless all have. */
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
