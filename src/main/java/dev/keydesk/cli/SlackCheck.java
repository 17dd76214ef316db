package dev.keydesk.cli;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.People;
import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.network.NetworkTrouble;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the sign-in to Slack, the scopes, and the people and channels in the rules. */
final class SlackCheck {
    private static final String SIGN_IN = "Slack sign-in";
    private static final String SCOPES = "Slack scopes";
    private static final String CHANNEL = "approvals channel";
    private static final String OPERATORS = "operators' channel";
    private static final String REMINDERS = "reminders' channel";
    private static final String PEOPLE = "people in keydesk.yml";
    private static final String DECIDING_GROUPS = "approver groups";

    /** Slack's codes for a token that is wrong or revoked. */
    private static final Set<String> TOKEN_IS_WRONG =
            Set.of(
                    "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired");

    private final Settings.Slack settings;
    private final Chat chat;
    private final Rules rules;
    private final People people;

    SlackCheck(Settings.Slack settings, Chat chat, Rules rules, InstantSource clock) {
        this.settings = settings;
        this.chat = chat;
        this.rules = rules;
        this.people = new People(chat, clock);
    }

    List<CheckResult> run() {
        try {
            var us = chat.slackIdentity();
            var findings = new ArrayList<CheckResult>();
            findings.add(signedIn(us));
            findings.add(scopes(us));
            findings.add(channel(CHANNEL, rules.approvals().channel()));
            rules.operators().channel().ifPresent(id -> findings.add(channel(OPERATORS, id)));
            rules.reminders().ifPresent(it -> findings.addAll(channels(it)));
            findings.add(named(us));
            decidingGroups().ifPresent(findings::add);
            return findings;
        } catch (ChatFailure failure) {
            return Stream.concat(
                            Stream.of(CheckResult.attention(SIGN_IN, advice(failure))),
                            notTried("the Slack sign-in has to work first.").stream().skip(1))
                    .toList();
        }
    }

    static List<CheckResult> notTried(String because) {
        return Stream.of(SIGN_IN, SCOPES, CHANNEL, PEOPLE)
                .map(part -> CheckResult.notTried(part, because))
                .toList();
    }

    private static CheckResult signedIn(SlackIdentity us) {
        return CheckResult.ok(
                SIGN_IN, "%s, as the bot %s".formatted(us.url(), us.botUser().value()));
    }

    private String advice(ChatFailure failure) {
        return switch (failure) {
            case ChatFailure.Refused refused when TOKEN_IS_WRONG.contains(refused.error()) ->
                    "Slack does not accept SLACK_BOT_TOKEN (%s). Copy \"Bot User OAuth Token\" from OAuth & Permissions of your app at https://api.slack.com/apps."
                            .formatted(refused.error());
            case ChatFailure.Refused refused -> refused.getMessage() + ".";
            case ChatFailure.Busy busy -> busy.getMessage() + ".";
            case ChatFailure.NoAnswer none ->
                    none.trouble()
                            .map(NetworkTrouble::sentence)
                            .orElseGet(() ->
                                    "The answer of %s is not from Slack. Check the network, the proxy and KEYDESK_SLACK_API_URL."
                                            .formatted(settings.apiUrl()));
        };
    }

    private static CheckResult scopes(SlackIdentity us) {
        var missing = new TreeSet<>(AppManifest.shipped().botScopes());
        missing.removeAll(us.scopes());
        return missing.isEmpty()
                ? CheckResult.ok(SCOPES, "all that the manifest asks for")
                : CheckResult.attention(
                        SCOPES,
                        "the token lacks %s. Put this version's manifest.yml into the app at https://api.slack.com/apps (App Manifest), then reinstall the app to the workspace."
                                .formatted(String.join(", ", missing)));
    }

    /** Checks the channel for all other apps, then those of the routes, each once. */
    private List<CheckResult> channels(Reminders reminders) {
        var findings = new ArrayList<CheckResult>();
        findings.add(channel(REMINDERS, reminders.channel()));
        var routes = new LinkedHashMap<ChannelId, List<Integer>>();
        for (var route : reminders.routes()) {
            routes.computeIfAbsent(route.channel(), _ -> new ArrayList<>()).add(route.line());
        }
        routes.remove(reminders.channel());
        routes.remove(rules.approvals().channel());
        routes.remove(rules.operatorsChannel());
        routes.forEach((id, lines) -> findings.add(channel(ofRoutes(lines), id)));
        return findings;
    }

    private static String ofRoutes(List<Integer> lines) {
        var all = lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return lines.size() == 1
                ? "channel of the route in line " + all
                : "channel of the routes in lines " + all;
    }

    private CheckResult channel(String what, ChannelId id) {
        try {
            return new DeskChannel(what, id, people)
                    .trouble()
                    .map(trouble -> CheckResult.attention(what, trouble.sentence()))
                    .orElseGet(() ->
                            CheckResult.ok(
                                    what,
                                    "the desk is in %s, and no other company is"
                                            .formatted(id.value())));
        } catch (ChatFailure failure) {
            return CheckResult.attention(what, advice(failure));
        }
    }

    /**
     * Anybody who may edit such a group can add approvers. Slack tells a bot the members of a
     * group, but neither {@code usergroups.list} nor {@code team.preferences.list} tells who may
     * change them.
     */
    private Optional<CheckResult> decidingGroups() {
        var ids =
                rules.approvals().userGroups().stream()
                        .map(UserGroupId::value)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        CheckResult.cannotTell(
                                DECIDING_GROUPS,
                                "Slack does not tell a bot who may edit %s, and everybody who may edit them can add approvers. Check it in Slack: Admin, Workspace settings, Roles & permissions, \"Create and edit user groups\". Allow only owners and admins."
                                        .formatted(ids)));
    }

    private CheckResult named(SlackIdentity us) {
        try {
            var names = new NamedPeople(people, us, rules);
            var troubles = names.troubles();
            return troubles.isEmpty()
                    ? CheckResult.ok(PEOPLE, names.count())
                    : CheckResult.attention(PEOPLE, String.join(" ", troubles));
        } catch (ChatFailure failure) {
            return CheckResult.attention(PEOPLE, advice(failure));
        }
    }
}
