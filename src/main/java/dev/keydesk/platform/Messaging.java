package dev.keydesk.platform;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.DeskChannels;
import dev.keydesk.chat.People;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.SlackHandlers;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.store.Leases;

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
        SlackHandlers handlers) {
    /**
     * Creates the live messages, the inbox, and the registry to which the features add their
     * handlers.
     */
    public static Messaging of(
            Platform platform, Leases leases, Chat chat, People people, DeskChannels channels) {
        var db = platform.db();
        var jobs = platform.jobs();
        var clock = platform.clock();
        var liveMessages = new LiveMessages(db, chat, jobs, leases, channels::trouble, clock);
        var inbox = new Inbox(db, chat, jobs, clock);
        return new Messaging(chat, people, channels, liveMessages, inbox, new SlackHandlers(inbox));
    }
}
