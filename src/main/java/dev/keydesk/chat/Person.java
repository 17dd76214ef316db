package dev.keydesk.chat;

import com.slack.api.model.User;

import dev.keydesk.config.UserId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody in Slack, as Slack knows them at this moment.
 *
 * @param name for logs and audit; messages mention the id, which Slack shows as the name
 * @param teamId where the person is at home; on Enterprise Grid it may be the organisation
 * @param guest of one or several channels
 * @param stranger from another company, whom we only meet in shared channels
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
        Optional<String> timeZone,
        Optional<String> mail) {

    static Person of(User user) {
        return new Person(
                new UserId(user.getId()),
                name(user),
                Optional.ofNullable(user.getTeamId()).orElse(""),
                enterprise(user),
                user.isDeleted(),
                isBot(user),
                user.isRestricted() || user.isUltraRestricted(),
                user.isStranger(),
                given(user.getTz()),
                Optional.ofNullable(user.getProfile()).flatMap(it -> given(it.getEmail())));
    }

    /** Slackbot is a person to Slack's is_bot. */
    private static boolean isBot(User user) {
        return user.isBot()
                || user.isWorkflowBot()
                || user.isConnectorBot()
                || "USLACKBOT".equals(user.getId());
    }

    private static String name(User user) {
        var profile = Optional.ofNullable(user.getProfile());
        return Stream.of(
                        profile.flatMap(p -> given(p.getDisplayName())),
                        profile.flatMap(p -> given(p.getRealName())),
                        given(user.getRealName()),
                        given(user.getName()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(user.getId());
    }

    private static Optional<String> enterprise(User user) {
        return Optional.ofNullable(user.getEnterpriseUser())
                .flatMap(e -> given(e.getEnterpriseId()))
                .or(() -> given(user.getEnterpriseId()));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
