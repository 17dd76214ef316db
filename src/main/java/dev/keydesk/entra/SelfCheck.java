package dev.keydesk.entra;

import com.microsoft.graph.models.Application;
import com.microsoft.graph.models.DirectoryObjectCollectionResponse;
import com.microsoft.graph.serviceprincipals.item.ownedobjects.OwnedObjectsRequestBuilder;

import dev.keydesk.entra.Check.Trouble;
import dev.keydesk.entra.EntraFailure.NotAsked;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out whether the desk can sign in, what it may do, and whether the clocks agree. */
final class SelfCheck {
    /** A list that leads back to itself must not keep the operator waiting. */
    private static final int MOST_PAGES = 1_000;

    private static final String[] ID_ONLY = {"id"};

    private final CachedToken token;
    private final GraphClients graph;
    private final Calls calls;

    SelfCheck(CachedToken token, GraphClients graph, Calls calls) {
        this.token = token;
        this.graph = graph;
        this.calls = calls;
    }

    Check run() {
        try {
            token.bearer();
        } catch (NotAsked why) {
            return Check.withoutToken(why);
        }
        var exchange = Exchange.about(Entra.CHECK);
        var known = check(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), exchange);
        try {
            var apps = OptionalInt.of(countApps(exchange));
            var owned = known.changesOwnedOnly() ? countOwned() : OptionalInt.empty();
            return check(apps, owned, Optional.empty(), exchange);
        } catch (EntraFailure why) {
            var trouble = Optional.of(Trouble.of(why));
            return check(OptionalInt.empty(), OptionalInt.empty(), trouble, exchange);
        }
    }

    private Check check(
            OptionalInt apps, OptionalInt owned, Optional<Trouble> reach, Exchange exchange) {
        return new Check(
                Optional.empty(),
                token.claims().roles(),
                apps,
                owned,
                reach,
                exchange.serverAhead());
    }

    private int countApps(Exchange exchange) {
        var page =
                calls.ask(
                        exchange,
                        () ->
                                graph.reads()
                                        .applications()
                                        .get(request -> {
                                            request.queryParameters.count = true;
                                            request.queryParameters.top = 1;
                                            request.queryParameters.select = ID_ONLY;
                                            // Without it Graph counts nothing.
                                            request.headers.add("ConsistencyLevel", "eventual");
                                            request.options.add(exchange);
                                        }));
        var count = page == null ? null : page.getOdataCount();
        if (count == null) {
            throw calls.incomplete(exchange, "an answer without a count");
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
        var exchange = Exchange.about(Entra.CHECK);
        var page = calls.ask(exchange, () -> objects.get(r -> r.options.add(exchange)));
        if (page == null || page.getValue() == null) {
            throw calls.incomplete(exchange, "an answer without a list");
        }
        return page;
    }

    private static int apps(DirectoryObjectCollectionResponse page) {
        var objects = Objects.requireNonNull(page.getValue());
        return (int) objects.stream().filter(Application.class::isInstance).count();
    }
}
