package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.List;
import java.util.Set;

/** Reads of the tenant's policies for client secrets. */
final class PolicyCalls {
    private final Tenant tenant;

    PolicyCalls(Tenant tenant) {
        this.tenant = tenant;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "policies",
                        "/policies/defaultAppManagementPolicy",
                        Set.of("$select"),
                        this::defaultPolicy));
    }

    private JsonNode defaultPolicy(GraphRequest request) {
        var selection = Selection.of(request, List.of("tenantAppManagementPolicy"));
        var body = JsonNodeFactory.instance.objectNode();
        body.put(
                "@odata.context",
                request.root()
                        + "/$metadata#"
                        + selection.context("policies/defaultAppManagementPolicy")
                        + "/$entity");
        return body.setAll(selection.select(GraphJsonWriter.policy(tenant.policy())));
    }
}
