package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads of app registrations, which show the state of a moment ago. */
final class ApplicationCalls {
    static final Resource<Application> APPLICATIONS =
            new Resource<>(
                    "applications",
                    List.of("application"),
                    Map.of(
                            "id", Application::id,
                            "appId", Application::appId,
                            "displayName", Application::displayName),
                    GraphJsonWriter::application);

    private final AppDirectory appDirectory;
    private final CertificateQuota quota;

    ApplicationCalls(AppDirectory appDirectory, CertificateQuota quota) {
        this.appDirectory = appDirectory;
        this.quota = quota;
    }

    List<Route> routes() {
        var select = Set.of("$select");
        return List.of(
                Route.get("listApplications", "/applications", Listing.OPTIONS, this::list),
                Route.get(
                        "getApplication",
                        "/applications/{application-id}",
                        select,
                        request -> drawn(request, byObjectId(request))),
                Route.get(
                        "getApplication",
                        "/applications(appId='{appId}')",
                        select,
                        request -> drawn(request, byAppId(request))));
    }

    /**
     * Returns the app that the path names by its object id.
     *
     * @throws GraphRefusal 404, also if the path names an app id
     */
    Application byObjectId(GraphRequest request) {
        return appDirectory
                .application(request.objectId(), request.asOf())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    Application byAppId(GraphRequest request) {
        return appDirectory
                .withAppId(request.objectId(), request.asOf())
                .orElseThrow(() -> GraphRefusal.notFound(request.id()));
    }

    private JsonNode list(GraphRequest request) {
        quota.count(request);
        return Listing.page(request, APPLICATIONS, appDirectory.applications(request.asOf()));
    }

    private ObjectNode drawn(GraphRequest request, Application app) {
        quota.count(request);
        return Entity.drawn(request, APPLICATIONS, app);
    }
}
