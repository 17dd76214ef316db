package dev.keydesk.chat;

import static dev.keydesk.chat.SlackClient.ask;

import com.slack.api.Slack;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.view.View;

import dev.keydesk.chat.ResponseUrlClient.Answer;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Settings;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import okhttp3.FormBody;
import okhttp3.Interceptor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Slack's Web API as Keydesk uses it; nothing else posts to Slack.
 *
 * <p>Each method makes one attempt and throws a {@link ChatFailure} if Slack did not confirm it;
 * jobs decide whether to try again. URLs in messages are never unfurled, and no bare word becomes a
 * link or a mention.
 */
public final class Chat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Chat.class);

    private static final String UPLOAD = "upload_url";
    private static final Set<String> UPLOAD_HOSTS =
            Set.of("files.slack.com", "files.slack-gov.com");

    private static final int MEMBERS_ON_A_PAGE = 1000;
    private static final int MOST_PAGES_OF_MEMBERS = 20;

    private final SlackClient line;
    private final URI apiUrl;
    private final ResponseUrlClient responseUrlClient;

    public Chat(Settings.Slack settings, ChatTimeouts timeouts) {
        this(settings, timeouts, List.of());
    }

    /**
     * The same with additional interceptors.
     *
     * @param onTheWay the last interceptors that a call passes before it is sent
     */
    public Chat(Settings.Slack settings, ChatTimeouts timeouts, List<Interceptor> onTheWay) {
        this.line = new SlackClient(settings, timeouts, onTheWay);
        this.apiUrl = settings.apiUrl();
        this.responseUrlClient = new ResponseUrlClient(line.sdk(), settings.apiUrl());
    }

    /** Posts a message and returns where it is. */
    public MessageRef post(ChannelId channel, OutgoingMessage message) {
        return post(channel.value(), null, message);
    }

    /** Posts a reply in the thread of another message. */
    public MessageRef postInThread(MessageRef parent, OutgoingMessage message) {
        return post(parent.channel().value(), parent.ts(), message);
    }

    /**
     * Sends a direct message. The result names the DM's own channel, which later changes of the
     * message need.
     */
    public MessageRef dm(UserId to, OutgoingMessage message) {
        return post(to.value(), null, message);
    }

    private MessageRef post(String channel, @Nullable String threadTs, OutgoingMessage message) {
        var request =
                ChatPostMessageRequest.builder()
                        .channel(channel)
                        .threadTs(threadTs)
                        .text(message.text())
                        .blocks(message.blocks().isEmpty() ? null : message.blocks())
                        .parse("none")
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)
                        .build();
        var posted =
                line.send(
                        "chat.postMessage",
                        RequestFormBuilder.toForm(request),
                        MessageAnswer.class);
        if (posted.channel() == null || posted.ts() == null) {
            throw new ChatFailure.NoAnswer("chat.postMessage", true);
        }
        return new MessageRef(new ChannelId(posted.channel()), posted.ts());
    }

    /** Replaces the text and blocks of a message. */
    public void update(MessageRef ref, OutgoingMessage message) {
        var request =
                ChatUpdateRequest.builder()
                        .channel(ref.channel().value())
                        .ts(ref.ts())
                        .text(message.text())
                        // An empty list removes the old blocks.
                        .blocks(message.blocks())
                        .parse("none")
                        .linkNames(false)
                        .build();
        line.send("chat.update", RequestFormBuilder.toForm(request), MessageAnswer.class);
    }

    /**
     * Returns whether {@link #respond} may post to the address: it is one of Keydesk's modals, or
     * Slack made it for this workspace or organisation.
     */
    public boolean answersAt(String address) {
        return ViewAddress.isOne(address) || responseUrlClient.isOurs(address);
    }

    /**
     * Answers a click in a message that only this person sees, below the message with the button,
     * which stays.
     *
     * @param address a {@code response_url} of Slack, or that of a modal (see {@link ViewAddress})
     */
    public void respond(String address, OutgoingMessage message) {
        answer(address, message, Answer.ephemeral(message));
    }

    private void answer(String address, OutgoingMessage message, Answer answer) {
        var viewId = ViewAddress.viewId(address);
        if (viewId.isPresent()) {
            update(viewId.get(), Optional.empty(), Blocks.answer(message));
        } else {
            responseUrlClient.send(address, answer);
        }
    }

    /** Deletes the ephemeral message with the button that was clicked. */
    public void deleteOriginal(String address) {
        answer(address, OutgoingMessage.of("This is done. You can close it."), Answer.deleting());
    }

    /**
     * Opens a modal. A trigger id is valid for three seconds and opens one modal, so the call has a
     * short time limit.
     */
    public OpenedView open(String triggerId, View view) {
        return shown("views.open", view, form -> form.add("trigger_id", triggerId));
    }

    /** Opens a modal that shows an answer; the same limits apply. */
    public OpenedView openAnswer(String triggerId, OutgoingMessage message) {
        return open(triggerId, Blocks.answer(message));
    }

    /**
     * Replaces a modal. With a hash, Slack refuses ({@code hash_conflict}) if the view has changed
     * since.
     */
    public OpenedView update(String viewId, Optional<String> hash, View view) {
        return shown(
                "views.update",
                view,
                form -> {
                    form.add("view_id", viewId);
                    hash.ifPresent(seen -> form.add("hash", seen));
                    return form;
                });
    }

    /**
     * Replaces a modal, without the hash if the hash is outdated: two quick choices come with the
     * same hash, and the later one must be shown.
     */
    public void updateAnyway(String viewId, String hash, View view) {
        try {
            update(viewId, Optional.of(hash), view);
        } catch (ChatFailure.Refused refused) {
            if (!refused.error().equals("hash_conflict")) {
                throw refused;
            }
            update(viewId, Optional.empty(), view);
        }
    }

    private OpenedView shown(String method, View view, UnaryOperator<FormBody.Builder> of) {
        var answer = ask(method, () -> line.show(method, of, view));
        var opened = answer.view();
        if (opened == null || opened.id() == null || opened.hash() == null) {
            throw new ChatFailure.NoAnswer(method, true);
        }
        return new OpenedView(opened.id(), opened.hash());
    }

    /** Publishes a person's Home tab. */
    public void publishHome(UserId who, View view) {
        ask(
                "views.publish",
                () -> line.patient().viewsPublish(r -> r.userId(who.value()).view(view)));
    }

    /**
     * Sends a file as a direct message. Nobody sees anything of it until the last of three calls,
     * so an earlier failure can be repeated safely.
     *
     * @throws ChatFailure.NoAnswer of {@code files.completeUploadExternal} if the file may have
     *     been sent
     */
    public void send(UserId to, Attachment file) {
        var bytes = file.text().getBytes(StandardCharsets.UTF_8);
        var place =
                ask(
                        "files.getUploadURLExternal",
                        () ->
                                line.patient()
                                        .filesGetUploadURLExternal(
                                                r -> r.filename(file.name()).length(bytes.length)));
        var address = Optional.ofNullable(place.getUploadUrl()).orElse("");
        if (!SlackAddress.isIn(address, UPLOAD_HOSTS, apiUrl)) {
            throw new ChatFailure.Refused(UPLOAD, "not_an_address_of_slack");
        }
        line.bring(UPLOAD, address, bytes);
        var details =
                FilesCompleteUploadExternalRequest.FileDetails.builder()
                        .id(place.getFileId())
                        .title(file.title())
                        .build();
        ask(
                "files.completeUploadExternal",
                () ->
                        line.patient()
                                .filesCompleteUploadExternal(r ->
                                        r.files(List.of(details))
                                                .channels(List.of(to.value()))
                                                .initialComment(file.words())));
    }

    /** Asks Slack for the bot's identity and the scopes of its token. */
    public SlackIdentity slackIdentity() {
        AuthTestResponse us = ask("auth.test", () -> line.patient().authTest(r -> r));
        var slackIdentity =
                new SlackIdentity(
                        us.getTeamId(),
                        Optional.ofNullable(us.getEnterpriseId()),
                        new UserId(us.getUserId()),
                        Optional.ofNullable(us.getBotId()).orElse(""),
                        appId(us.getBotId()),
                        Optional.ofNullable(us.getUrl()).orElse(""),
                        scopes(us));
        responseUrlClient.weAre(slackIdentity);
        return slackIdentity;
    }

    /**
     * {@code auth.test} does not tell the app's id; if Slack does not tell it here either, one
     * check of incoming requests is left out.
     */
    private Optional<String> appId(@Nullable String botId) {
        if (botId == null) {
            return Optional.empty();
        }
        try {
            var info = ask("bots.info", () -> line.patient().botsInfo(r -> r.bot(botId)));
            return Optional.ofNullable(info.getBot())
                    .flatMap(b -> Optional.ofNullable(b.getAppId()));
        } catch (ChatFailure e) {
            log.info("The app's own id stays unknown: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> scopes(AuthTestResponse us) {
        return us.getHttpResponseHeaders().getOrDefault("x-oauth-scopes", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    Person person(UserId who) {
        var method = "users.info";
        var form = new FormBody.Builder().add("user", who.value());
        return person(method, line.send(method, form, PersonAnswer.class));
    }

    Person personByEmail(String email) {
        var method = "users.lookupByEmail";
        var form = new FormBody.Builder().add("email", email);
        return person(method, line.send(method, form, PersonAnswer.class));
    }

    private static Person person(String method, PersonAnswer answer) {
        var user = answer.user();
        if (user == null || user.id() == null) {
            throw new ChatFailure.NoAnswer(method, true);
        }
        return Person.of(user, user.id());
    }

    Set<UserId> members(UserGroupId group) {
        var list =
                ask(
                        "usergroups.users.list",
                        () ->
                                line.patient()
                                        .usergroupsUsersList(r ->
                                                r.usergroup(group.value()).includeDisabled(false)));
        return Optional.ofNullable(list.getUsers()).orElse(List.of()).stream()
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether the person is a member of the channel. Reads up to twenty pages of a thousand
     * members.
     *
     * @throws ChatFailure.Refused if the channel has more members than that, or cannot be read
     */
    boolean isMember(ChannelId channel, UserId who) {
        String cursor = "";
        for (int page = 0; page < MOST_PAGES_OF_MEMBERS; page++) {
            var from = cursor;
            var answer =
                    ask(
                            "conversations.members",
                            () ->
                                    line.patient()
                                            .conversationsMembers(r ->
                                                    r.channel(channel.value())
                                                            .limit(MEMBERS_ON_A_PAGE)
                                                            .cursor(from)));
            if (Optional.ofNullable(answer.getMembers()).orElse(List.of()).contains(who.value())) {
                return true;
            }
            cursor =
                    Optional.ofNullable(answer.getResponseMetadata())
                            .flatMap(more -> Optional.ofNullable(more.getNextCursor()))
                            .orElse("");
            if (cursor.isEmpty()) {
                return false;
            }
        }
        throw new ChatFailure.Refused("conversations.members", "too_many_members");
    }

    ChannelFacts channel(ChannelId channel) {
        var form = new FormBody.Builder().add("channel", channel.value());
        var info = line.send("conversations.info", form, ChannelAnswer.class);
        if (info.channel() == null) {
            throw new ChatFailure.NoAnswer("conversations.info", true);
        }
        return ChannelFacts.of(channel, info.channel());
    }

    /** Returns the Slack SDK with Keydesk's configuration, which Bolt needs. It holds no token. */
    public Slack sdk() {
        return line.sdk();
    }

    @Override
    public void close() {
        line.close();
    }
}
