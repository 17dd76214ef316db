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
 * @param chat sends private answers, forms and direct messages
 * @param people looks up people, groups and channels in Slack
 * @param channels where approvers and operators get messages
 * @param liveMessages keeps messages up to date
 * @param inbox stores and handles clicks and submitted forms
 * @param handlers the registry of what the features take from Slack
 */
public record Messaging(
        Chat chat,
        People people,
        DeskChannels channels,
        LiveMessages liveMessages,
        Inbox inbox,
        SlackHandlers handlers) {}
