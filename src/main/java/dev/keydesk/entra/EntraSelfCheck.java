package dev.keydesk.entra;

import com.microsoft.graph.models.Application;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.serviceprincipals.item.ownedobjects.OwnedObjectsRequestBuilder;

import dev.keydesk.entra.EntraCheckReport.Trouble;
import dev.keydesk.entra.EntraFailure.NotAsked;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Tests whether Keydesk can sign in, what it may do, and whether the clocks agree. */
final class EntraSelfCheck {
    /** A list that leads back to itself must not keep the operator waiting. */
    private static final int MOST_PAGES = 1_000;

    private static final String[] ID_ONLY = {"id"};

    private final CachedToken token;
    private final GraphClients graph;
    private final GraphExecutor graphExecutor;

    EntraSelfCheck(CachedToken token, GraphClients graph, GraphExecutor graphExecutor) {
        this.token = token;
        this.graph = graph;
        this.graphExecutor = graphExecutor;
    }

    EntraCheckReport run() {
        try {
            token.bearer();
        } catch (NotAsked why) {
            return EntraCheckReport.withoutToken(why);
        }
        var graphCallContext = GraphCallContext.forCall(Entra.CHECK);
        var known =
                check(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), graphCallContext);
        try {
            var apps = OptionalInt.of(countApps(graphCallContext));
            var owned = known.changesOwnedOnly() ? countOwned() : OptionalInt.empty();
            return check(apps, owned, Optional.empty(), graphCallContext);
        } catch (EntraFailure why) {
            var trouble = Optional.of(Trouble.of(why));
            return check(OptionalInt.empty(), OptionalInt.empty(), trouble, graphCallContext);
        }
    }

    private EntraCheckReport check(
            OptionalInt apps,
            OptionalInt owned,
            Optional<Trouble> reach,
            GraphCallContext graphCallContext) {
        return new EntraCheckReport(
                Optional.empty(),
                token.claims().roles(),
                apps,
                owned,
                reach,
                graphCallContext.serverAhead());
    }

    private int countApps(GraphCallContext graphCallContext) {
        var page =
                graphExecutor.ask(
                        graphCallContext,
                        () ->
                                graph.reads()
                                        .applications()
                                        .get(request -> {
                                            request.queryParameters.count = true;
                                            request.queryParameters.top = 1;
                                            request.queryParameters.select = ID_ONLY;
                                            // Without this header Graph does not count.
                                            request.headers.add("ConsistencyLevel", "eventual");
                                            request.options.add(graphCallContext);
                                        }));
        var count = page == null ? null : page.getOdataCount();
        if (count == null) {
            throw graphExecutor.incomplete(graphCallContext, "an answer without a count");
        }
        return Math.toIntExact(count);
    }

    private OptionalInt countOwned() {
        var principal = token.claims().principal();
        return principal.isEmpty() ? OptionalInt.empty() : OptionalInt.of(owned(principal.get()));
    }

    private int owned(String principal) {
        var desk = graph.reads().servicePrincipals().byServicePrincipalId(principal);
        var page = ownedIn(desk.ownedObjects());
        int apps = apps(page);
        for (int more = 0; more < MOST_PAGES && page.getOdataNextLink() != null; more++) {
            page = ownedIn(desk.ownedObjects().withUrl(page.getOdataNextLink()));
            apps += apps(page);
        }
        return apps;
    }

    private DirectoryObjectCollectionResponse ownedIn(OwnedObjectsRequestBuilder objects) {
        var graphCallContext = GraphCallContext.forCall(Entra.CHECK);
        var page =
                graphExecutor.ask(
                        graphCallContext, () -> objects.get(r -> r.options.add(graphCallContext)));
        if (page == null || page.getValue() == null) {
            throw graphExecutor.incomplete(graphCallContext, "an answer without a list");
        }
        return page;
    }

    private static int apps(DirectoryObjectCollectionResponse page) {
        var objects = Objects.requireNonNull(page.getValue());
        return (int) objects.stream().filter(Application.class::isInstance).count();
    }
}
