package dev.keydesk.chat;

import dev.keydesk.config.UserId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person in Slack at one moment.
 *
 * @param name for logs and audit; messages mention the id, which Slack shows as the name
 * @param teamId the person's own workspace; on Enterprise Grid it may be the organisation
 * @param guest whether the account is a guest's, in one or several channels
 * @param stranger whether the person is from another company, in a shared channel
 * @param unconfirmed whether Slack says that nobody has confirmed the account's e-mail address, so
 *     that it may be anybody's
 * @param mail empty without the scope {@code users:read.email}
 */
public record Person(
        UserId id,
        String name,
        String teamId,
        Optional<String> enterpriseId,
        boolean deactivated,
        boolean bot,
        boolean guest,
        boolean stranger,
        boolean unconfirmed,
        Optional<String> timeZone,
        Optional<String> mail) {

    static Person of(PersonAnswer.User user, String id) {
        return new Person(
                new UserId(id),
                name(user, id),
                Optional.ofNullable(user.teamId()).orElse(""),
                enterprise(user),
                user.deleted(),
                isBot(user, id),
                user.isRestricted() || user.isUltraRestricted(),
                user.isStranger(),
                Boolean.FALSE.equals(user.isEmailConfirmed()),
                given(user.tz()),
                Optional.ofNullable(user.profile()).flatMap(it -> given(it.email())));
    }

    /**
     * Returns whether the person can own, request or approve anything: the account is active, and
     * not a bot's, a guest's, a stranger's or one with an unconfirmed e-mail address.
     */
    public boolean isFullMember() {
        return !deactivated && !bot && !guest && !stranger && !unconfirmed;
    }

    /** Slack's {@code is_bot} is false for Slackbot. */
    private static boolean isBot(PersonAnswer.User user, String id) {
        return user.isBot()
                || user.isWorkflowBot()
                || user.isConnectorBot()
                || "USLACKBOT".equals(id);
    }

    private static String name(PersonAnswer.User user, String id) {
        var profile = Optional.ofNullable(user.profile());
        return Stream.of(
                        profile.flatMap(p -> given(p.displayName())),
                        profile.flatMap(p -> given(p.realName())),
                        given(user.realName()),
                        given(user.name()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(id);
    }

    private static Optional<String> enterprise(PersonAnswer.User user) {
        return Optional.ofNullable(user.enterpriseUser())
                .flatMap(e -> given(e.enterpriseId()))
                .or(() -> given(user.enterpriseId()));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
