package dev.keydesk.entra;

import com.microsoft.graph.users.UsersRequestBuilder;
import com.microsoft.graph.users.item.checkmembergroups.CheckMemberGroupsPostRequestBody;

import dev.keydesk.config.ControlCharacters;
import dev.keydesk.entra.EntraFailure.Refused;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Gatherers;

/** Finds user accounts by address, and checks group membership. */
final class PeopleLookup {
    /** See https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
    private static final int MOST_GROUPS_AT_ONCE = 20;

    /** An address belongs to one account, or to a few by mistake. */
    private static final int MOST_PAGES = 5;

    /** Longer than any address that mail allows (RFC 5321: 254 characters). */
    private static final int LONGEST_ADDRESS = 320;

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final GraphClients graph;
    private final GraphExecutor graphExecutor;

    PeopleLookup(GraphClients graph, GraphExecutor graphExecutor) {
        this.graph = graph;
        this.graphExecutor = graphExecutor;
    }

    EntraUserMatch user(String address) {
        var wanted = address.strip();
        if (!isAddress(wanted)) {
            return new EntraUserMatch.Nobody();
        }
        var quoted = "'" + wanted.replace("'", "''") + "'";
        var main =
                byMainAddress(
                        wanted, "mail eq %1$s or userPrincipalName eq %1$s".formatted(quoted));
        return main instanceof EntraUserMatch.Nobody ? byFurtherAddress(wanted, quoted) : main;
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && text.contains("@")
                && !ControlCharacters.areIn(text);
    }

    private EntraUserMatch byMainAddress(String wanted, String filter) {
        Predicate<UserJson.Entry> has = entry -> entry.hasMainAddress(wanted);
        try {
            return search(filter, UserJson.SELECT, has);
        } catch (Refused refused) {
            if (!isAboutProperties(refused)) {
                throw refused;
            }
            return search(filter, UserJson.SELECT_BASICS, has);
        }
    }

    // Without User.Read.All Graph leaves accounts out of such a search; a refusal means the same.
    // Nobody is the safe answer: it gives no right to anybody.
    private EntraUserMatch byFurtherAddress(String wanted, String quoted) {
        var filter = "proxyAddresses/any(p:p eq 'smtp:%s)".formatted(quoted.substring(1));
        try {
            return search(filter, UserJson.SELECT, entry -> entry.hasFurtherAddress(wanted));
        } catch (Refused refused) {
            if (!isAboutProperties(refused)) {
                throw refused;
            }
            return new EntraUserMatch.Nobody();
        }
    }

    private static boolean isAboutProperties(Refused refused) {
        return refused.status() == BAD_REQUEST || refused.status() == FORBIDDEN;
    }

    /** Entra's comparison may ignore accents, so each account found is compared again here. */
    private EntraUserMatch search(
            String filter, String[] select, Predicate<UserJson.Entry> hasAddress) {
        var found = new LinkedHashMap<UUID, EntraUser>();
        Optional<String> link = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var read = page(filter, select, link);
            read.entries().stream()
                    .filter(hasAddress)
                    .forEach(entry -> found.put(entry.user().objectId(), entry.user()));
            link = read.next();
            if (found.size() > 1) {
                return new EntraUserMatch.Ambiguous();
            }
            if (link.isEmpty()) {
                return found.values().stream()
                        .findFirst()
                        .<EntraUserMatch>map(EntraUserMatch.Found::new)
                        .orElseGet(EntraUserMatch.Nobody::new);
            }
        }
        throw graphExecutor.incomplete(
                GraphCallContext.forCall(Entra.FIND_USER), "a list that does not end");
    }

    private UserJson.Page page(String filter, String[] select, Optional<String> link) {
        var graphCallContext = GraphCallContext.forCall(Entra.FIND_USER);
        UsersRequestBuilder users = graph.reads().users();
        var from = link.map(users::withUrl).orElse(users);
        var request =
                from.toGetRequestInformation(asked -> {
                    if (link.isEmpty()) {
                        asked.queryParameters.filter = filter;
                        asked.queryParameters.select = select;
                    }
                    Entra.urgent(asked, graphCallContext);
                });
        return graphExecutor.stream(graphCallContext, graph.streams(), request, UserJson::page);
    }

    Set<UUID> groupsOf(UUID user, Collection<UUID> groups) {
        var found = new HashSet<UUID>();
        groups.stream()
                .distinct()
                .gather(Gatherers.windowFixed(MOST_GROUPS_AT_ONCE))
                .forEach(some -> found.addAll(check(user, some)));
        return Set.copyOf(found);
    }

    private List<UUID> check(UUID user, List<UUID> groups) {
        var graphCallContext = new GraphCallContext(Entra.CHECK_GROUPS, user.toString());
        var body = new CheckMemberGroupsPostRequestBody();
        body.setGroupIds(new ArrayList<>(groups.stream().map(UUID::toString).toList()));
        // The POST changes nothing, so the client for reads may send it.
        var request =
                graph.reads()
                        .users()
                        .byUserId(user.toString())
                        .checkMemberGroups()
                        .toPostRequestInformation(
                                body, asked -> Entra.urgent(asked, graphCallContext));
        var found =
                graphExecutor.stream(
                        graphCallContext, graph.streams(), request, GroupJson::memberships);
        if (!groups.containsAll(found)) {
            throw graphExecutor.incomplete(
                    graphCallContext, "an answer with groups nobody asked about");
        }
        return found;
    }

    EntraGroup group(UUID id) {
        var graphCallContext = new GraphCallContext(Entra.READ_GROUP, id.toString());
        var request =
                graph.reads()
                        .groups()
                        .byGroupId(id.toString())
                        .toGetRequestInformation(asked -> {
                            asked.queryParameters.select = GroupJson.SELECT;
                            Entra.urgent(asked, graphCallContext);
                        });
        var group =
                graphExecutor.stream(graphCallContext, graph.streams(), request, GroupJson::group);
        if (!group.id().equals(id)) {
            throw graphExecutor.incomplete(graphCallContext, "another group");
        }
        return group;
    }
}
