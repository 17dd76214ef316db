package dev.keydesk.sandbox.page;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.page.Screen.Names;
import dev.keydesk.sandbox.page.Screen.Note;
import dev.keydesk.sandbox.page.Screen.Room;
import dev.keydesk.sandbox.page.Screen.Somebody;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Member;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Standing;
import dev.keydesk.sandbox.slack.UserGroup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws the screens of the people in the pretend Slack. */
final class Screens {
    private final Playing playing;
    private final SimulatedSlack slack;
    private final Offers offers;

    Screens(Playing playing, Offers offers) {
        this.playing = playing;
        this.slack = playing.slack();
        this.offers = offers;
    }

    /** Everybody who can sit in front of a screen. */
    List<Somebody> people() {
        return slack.workspace().members().stream()
                .filter(member -> member.standing() != Standing.BOT && !member.deactivated())
                .map(this::somebody)
                .toList();
    }

    /** Of the person with this id or name. */
    Screen of(String idOrName) {
        var me = person(idOrName);
        boolean opensDesk = me.standing().opensApp();
        var desk = opensDesk ? Optional.of(slack.dm(me.id())) : Optional.<ChannelId>empty();
        var rooms =
                slack.workspace().channels().stream()
                        .filter(channel -> canSee(me, channel))
                        .map(channel -> room(me, channel, desk))
                        .toList();
        return new Screen(
                playing.run(),
                somebody(me),
                opensDesk,
                names(rooms),
                rooms,
                slack.views(me.id()),
                opensDesk ? slack.home(me.id()) : Optional.empty(),
                opensDesk ? offers.commands() : List.of(),
                opensDesk ? offers.shortcuts() : List.of());
    }

    private Member person(String idOrName) {
        var people =
                slack.workspace().members().stream()
                        .filter(member -> member.standing() != Standing.BOT)
                        .toList();
        return people.stream()
                .filter(it -> it.id().value().equals(idOrName) || it.name().equals(idOrName))
                .findFirst()
                .orElseThrow(() -> new Unanswerable(404, nobody(idOrName, people)));
    }

    private static String nobody(String idOrName, List<Member> people) {
        var names = people.stream().map(Member::name).collect(Collectors.joining(", "));
        return "Nobody here is %s. There are: %s.".formatted(idOrName, names);
    }

    /**
     * Full members can look into public channels they did not join, as in Slack. Nobody here writes
     * to a stranger alone but the app, which Slack does not let them open.
     */
    private static boolean canSee(Member me, Channel channel) {
        boolean open = channel.kind() == Channel.Kind.PUBLIC && me.standing() == Standing.MEMBER;
        boolean hidden = channel.kind() == Channel.Kind.DM && !me.standing().opensApp();
        return open || (channel.members().contains(me.id()) && !hidden);
    }

    private Room room(Member me, Channel channel, Optional<ChannelId> desk) {
        boolean isDesk = desk.filter(channel.id()::equals).isPresent();
        return new Room(
                channel.id().value(),
                channel.kind() == Channel.Kind.DM ? partner(me, channel) : channel.name(),
                kind(channel),
                channel.members().contains(me.id()),
                isDesk,
                isDesk && offers.readOnlyMessages(),
                channel.archived(),
                isShared(channel),
                slack.sees(me.id(), channel.id()).stream().map(Screens::note).toList());
    }

    private String partner(Member me, Channel dm) {
        return dm.members().stream()
                .filter(id -> !id.equals(me.id()))
                .findFirst()
                .map(this::nameOf)
                .orElse(me.name());
    }

    private String nameOf(UserId id) {
        return slack.workspace().member(id).map(Member::name).orElse(id.value());
    }

    private static String kind(Channel channel) {
        return switch (channel.kind()) {
            case PUBLIC -> "public";
            case PRIVATE -> "private";
            case DM -> "dm";
        };
    }

    private static boolean isShared(Channel channel) {
        return switch (channel.sharing()) {
            case EXTERNAL, PENDING -> true;
            case NONE, ORGANISATION -> false;
        };
    }

    private static Note note(SeenMessage message) {
        return new Note(
                message.ref().ts(),
                message.author().value(),
                message.text(),
                message.blocks(),
                message.ephemeral(),
                message.threadTs(),
                message.edited(),
                message.files());
    }

    /** Of channels only those on this screen: Slack hides the names of other people's. */
    private Names names(List<Room> rooms) {
        var workspace = slack.workspace();
        var channels =
                rooms.stream()
                        .filter(room -> !room.kind().equals("dm"))
                        .collect(Collectors.toMap(Room::id, Room::name));
        var groups =
                workspace.groups().stream()
                        .collect(Collectors.toMap(it -> it.id().value(), UserGroup::handle));
        return new Names(everybodysNames(), channels, groups);
    }

    private Map<String, String> everybodysNames() {
        return slack.workspace().members().stream()
                .collect(Collectors.toMap(it -> it.id().value(), Member::name));
    }

    private Somebody somebody(Member member) {
        return new Somebody(
                member.id().value(),
                member.name(),
                standing(member.standing()),
                playing.roles().getOrDefault(member.id(), ""));
    }

    private static String standing(Standing standing) {
        return switch (standing) {
            case MEMBER -> "full member";
            case GUEST -> "guest";
            case SINGLE_CHANNEL_GUEST -> "single-channel guest";
            case COLLEAGUE -> "member of another workspace of the organisation";
            case STRANGER -> "from another company, through Slack Connect";
            case BOT -> "bot";
        };
    }
}
