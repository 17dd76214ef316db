package dev.keydesk.platform;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.DeskChannels;
import dev.keydesk.chat.People;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.livemessages.LiveMessages;

/**
 * The parts through which a feature talks to people.
 *
 * @param chat sends what does not stay: private answers, forms, direct messages
 * @param people what Slack knows of persons, groups and channels
 * @param channels where approvers and operators read
 * @param liveMessages draws the messages that stay
 * @param inbox settles what people press and send
 * @param handlers what of Slack the features take
 */
public record Messaging(
        Chat chat,
        People people,
        DeskChannels channels,
        LiveMessages liveMessages,
        Inbox inbox,
        SlackHandlers handlers) {}
