package dev.keydesk.sandbox.page;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.page.PersonScreen.Names;
import dev.keydesk.sandbox.page.PersonScreen.Note;
import dev.keydesk.sandbox.page.PersonScreen.Room;
import dev.keydesk.sandbox.page.PersonScreen.Somebody;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.MemberKind;
import dev.keydesk.sandbox.slack.SeenMessage;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.UserGroup;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders the screens of the people in the simulated Slack. */
final class Screens {
    private final HostedWorld hostedWorld;
    private final SimulatedSlack slack;
    private final Offers offers;

    Screens(HostedWorld hostedWorld, Offers offers) {
        this.hostedWorld = hostedWorld;
        this.slack = hostedWorld.slack();
        this.offers = offers;
    }

    /** Returns everybody whose screen can be shown. */
    List<Somebody> people() {
        return slack.workspace().members().stream()
                .filter(member -> member.memberKind() != MemberKind.BOT && !member.deactivated())
                .map(this::somebody)
                .toList();
    }

    /** Returns the screen of the person with this id or name. */
    PersonScreen of(String idOrName) {
        var me = person(idOrName);
        boolean opensDesk = me.memberKind().opensApp();
        var desk = opensDesk ? Optional.of(slack.dm(me.id())) : Optional.<ChannelId>empty();
        var rooms =
                slack.workspace().channels().stream()
                        .filter(channel -> canSee(me, channel))
                        .map(channel -> room(me, channel, desk))
                        .toList();
        return new PersonScreen(
                hostedWorld.run(),
                somebody(me),
                opensDesk,
                names(rooms),
                rooms,
                slack.views(me.id()),
                opensDesk ? slack.home(me.id()) : Optional.empty(),
                opensDesk ? offers.commands() : List.of(),
                opensDesk ? offers.shortcuts() : List.of());
    }

    private WorkspaceMember person(String idOrName) {
        var people =
                slack.workspace().members().stream()
                        .filter(member -> member.memberKind() != MemberKind.BOT)
                        .toList();
        return people.stream()
                .filter(it -> it.id().value().equals(idOrName) || it.name().equals(idOrName))
                .findFirst()
                .orElseThrow(() -> new Unanswerable(404, nobody(idOrName, people)));
    }

    private static String nobody(String idOrName, List<WorkspaceMember> people) {
        var names = people.stream().map(WorkspaceMember::name).collect(Collectors.joining(", "));
        return "Nobody here is %s. There are: %s.".formatted(idOrName, names);
    }

    /**
     * Full members can look into public channels that they have not joined, as in Slack. Only the
     * app could write a direct message to a person of another company, and Slack does not let it.
     */
    private static boolean canSee(WorkspaceMember me, Channel channel) {
        boolean open =
                channel.kind() == Channel.Kind.PUBLIC && me.memberKind() == MemberKind.MEMBER;
        boolean hidden = channel.kind() == Channel.Kind.DM && !me.memberKind().opensApp();
        return open || (channel.members().contains(me.id()) && !hidden);
    }

    private Room room(WorkspaceMember me, Channel channel, Optional<ChannelId> desk) {
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

    private String partner(WorkspaceMember me, Channel dm) {
        return dm.members().stream()
                .filter(id -> !id.equals(me.id()))
                .findFirst()
                .map(this::nameOf)
                .orElse(me.name());
    }

    private String nameOf(UserId id) {
        return slack.workspace().member(id).map(WorkspaceMember::name).orElse(id.value());
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

    /**
     * Contains only the channels on this screen, because Slack hides the names of other people's.
     */
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
                .collect(Collectors.toMap(it -> it.id().value(), WorkspaceMember::name));
    }

    private Somebody somebody(WorkspaceMember member) {
        return new Somebody(
                member.id().value(),
                member.name(),
                standing(member.memberKind()),
                hostedWorld.roles().getOrDefault(member.id(), ""));
    }

    private static String standing(MemberKind memberKind) {
        return switch (memberKind) {
            case MEMBER -> "full member";
            case GUEST -> "guest";
            case SINGLE_CHANNEL_GUEST -> "single-channel guest";
            case COLLEAGUE -> "member of another workspace of the organisation";
            case STRANGER -> "from another company, through Slack Connect";
            case BOT -> "bot";
        };
    }
}
