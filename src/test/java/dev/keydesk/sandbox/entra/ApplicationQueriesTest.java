package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Apps are listed, looked for and read by the directory's own narrow rules. */
class ApplicationQueriesTest {
    private static final String[] EVENTUAL = {"ConsistencyLevel", "eventual"};

    private final Lab lab = Lab.withEveryPermission();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void an_app_is_shown_whole_but_never_with_a_value() {
        var app =
                lab.tenant.app(
                        "payroll-api",
                        a ->
                                a.withNotes("asks on Fridays")
                                        .withTags("slack:C012")
                                        .withServiceManagementReference("CMDB-7"));
        var secret = lab.tenant.existingSecret(app.id(), "nightly", lab.now(), lab.inDays(90));

        var json = lab.get("/applications/" + app.id()).json();

        assertThat(json.path("@odata.context").asText())
                .isEqualTo(lab.entra.graphUrl() + "/$metadata#applications/$entity");
        assertThat(json.path("appId").asText()).isEqualTo(app.appId()).isNotEqualTo(app.id());
        assertThat(json.path("displayName").asText()).isEqualTo("payroll-api");
        assertThat(json.path("signInAudience").asText()).isEqualTo("AzureADMyOrg");
        assertThat(json.path("notes").asText()).isEqualTo("asks on Fridays");
        assertThat(json.at("/tags/0").asText()).isEqualTo("slack:C012");
        assertThat(json.path("serviceManagementReference").asText()).isEqualTo("CMDB-7");
        var key = json.at("/passwordCredentials/0");
        assertThat(key.path("keyId").asText()).isEqualTo(secret.keyId());
        assertThat(key.path("displayName").asText()).isEqualTo("nightly");
        assertThat(key.path("hint").asText()).isEqualTo(secret.hint()).hasSize(3);
        assertThat(key.path("startDateTime").asText()).isEqualTo("2026-11-22T09:00:00.1234567Z");
        assertThat(key.path("secretText").isNull()).isTrue();
        assertThat(json.toString()).doesNotContain(lab.tenant.valueOf(secret.keyId()).reveal());
    }

    @Test
    void only_what_is_selected_is_shown() {
        var app = lab.tenant.app("payroll-api");
        var json = lab.get("/applications/" + app.id() + "?$select=appId,uniqueName,addIns").json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("@odata.context", "appId", "uniqueName", "addIns");
        assertThat(json.path("uniqueName").isNull()).isTrue();
        assertThat(json.path("addIns").isEmpty()).isTrue();
        assertThat(json.path("@odata.context").asText())
                .endsWith("#applications(appId,uniqueName,addIns)/$entity");
    }

    @Test
    void the_app_id_opens_the_app_only_by_its_own_path() {
        var app = lab.tenant.app("payroll-api");

        var byAppId = lab.get("/applications(appId='" + app.appId() + "')?$select=id");
        assertThat(byAppId.text("/id")).isEqualTo(app.id());
        var mixedUp = lab.get("/applications/" + app.appId());
        assertThat(mixedUp.refusal()).isEqualTo("404 Request_ResourceNotFound");
        assertThat(mixedUp.text("/error/message"))
                .startsWith("Resource '" + app.appId() + "' does not exist");
    }

    @Test
    void ids_may_be_written_in_capitals() {
        var app = lab.tenant.app("payroll-api");

        assertThat(lab.get("/applications/" + app.id().toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /applications/not-a-guid                                 | 400 Request_BadRequest
                    /applications(appId='not-a-guid')                        | 400 Request_BadRequest
                    /applications/{unknown}                                  | 404 Request_ResourceNotFound
                    /applications(appId='{unknown}')                         | 404 Request_ResourceNotFound
                    /applications/{unknown}/owners                           | 404 Request_ResourceNotFound
                    /applications/{app}?$select=secrets                      | 400 Request_BadRequest
                    /applications/{app}?$select=owners                       | 400 Request_BadRequest
                    /applications/{app}?$select=                             | 400 Request_BadRequest
                    /applications/{app}?$top=5                               | 400 Request_UnsupportedQuery
                    /applications/{app}?$expand=owners                       | 400 Request_UnsupportedQuery
                    /applications?$select=id,nothing                         | 400 Request_BadRequest
                    /applications?$top=0                                     | 400 Request_UnsupportedQuery
                    /applications?$top=1000                                  | 400 Request_UnsupportedQuery
                    /applications?$top=-1                                    | 400 BadRequest
                    /applications?$top=many                                  | 400 BadRequest
                    /applications?$skip=10                                   | 400 Request_UnsupportedQuery
                    /applications?$expand=owners                             | 400 Request_UnsupportedQuery
                    /applications?filter=x                                   | 400 Request_UnsupportedQuery
                    /applications?$skiptoken=made-up                         | 400 Directory_ExpiredPageToken
                    /applications?$skiptoken=!                               | 400 Directory_ExpiredPageToken
                    /applications?$filter=displayName+ne+'x'                 | 400 BadRequest
                    /applications?$filter=displayName+eq+x                   | 400 BadRequest
                    /applications?$filter=displayName+eq+'it's'              | 400 BadRequest
                    /applications?$filter=startswith(appId,'a')              | 400 BadRequest
                    /applications?$filter=passwordCredentials+eq+'x'         | 400 Request_UnsupportedQuery
                    /applications?$filter=startswith(notes,'a')              | 400 Request_UnsupportedQuery
                    /applications?$search=%22displayName:pay%22              | 400 Request_UnsupportedQuery
                    /applications?$orderby=createdDateTime                   | 400 Request_UnsupportedQuery
                    /applications?$orderby=displayName&$filter=displayName+eq+'x' | 400 Request_UnsupportedQuery
                    """)
    void a_query_the_directory_does_not_take_is_refused(String query, String refusal) {
        var app = lab.tenant.app("payroll-api");
        var path = query.replace("{app}", app.id()).replace("{unknown}", UUID.randomUUID() + "");

        assertThat(lab.get(path).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $search=displayName:pay                                   | 400 BadRequest
                    $search=%22notes:pay%22                                   | 400 BadRequest
                    $search=%22displayName:pay%22&$orderby=displayName        | 400 Request_UnsupportedQuery
                    """)
    void a_search_has_its_own_rules(String query, String refusal) {
        assertThat(lab.get("/applications?" + query, EVENTUAL).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    $filter=displayName+eq+'payroll-api'             | payroll-api
                    $filter=displayName+eq+'PAYROLL-API'             | payroll-api
                    $filter=displayName+eq+'payroll'                 | none
                    $filter=displayName+eq+'Bob''s+app'              | Bob's app
                    $filter=startswith(displayName,'pay')            | payroll-api
                    $filter=startsWith(displayName,+'bob''s')        | Bob's app
                    $filter=startswith(displayName,'api')            | none
                    $search=%22displayName:api%22                    | payroll-api
                    $search=%22displayName:pay+api%22                | payroll-api
                    $search=%22displayName:API%22                    | payroll-api
                    $search=%22displayName:roll%22                   | none
                    $search=%22displayName:bot%22                    | ReportBot2
                    $search=%22displayName:2%22                      | ReportBot2
                    $search=%22displayName:pay%22&$filter=displayName+eq+'Keydesk' | none
                    """)
    void apps_are_found_by_name(String query, String name) {
        List.of("payroll-api", "Bob's app", "ReportBot2").forEach(lab.tenant::app);
        var found = names(lab.get("/applications?" + query, EVENTUAL).json());

        assertThat(found).isEqualTo(name == null ? List.of() : List.of(name));
    }

    @Test
    void an_app_is_found_by_its_app_id() {
        var app = lab.tenant.app("payroll-api");
        lab.tenant.app("other");

        var filter = Lab.encoded("appId eq '" + app.appId() + "'");
        assertThat(names(lab.get("/applications?$filter=" + filter).json()))
                .containsExactly("payroll-api");
    }

    @Test
    void a_page_holds_a_hundred_unless_asked_otherwise() {
        for (int i = 0; i < 120; i++) {
            lab.tenant.app("app " + i);
        }

        assertThat(names(lab.get("/applications").json())).hasSize(100);
        var whole = lab.get("/applications?$top=999").json();
        assertThat(names(whole)).hasSize(121);
        assertThat(whole.has("@odata.nextLink")).isFalse();
    }

    @Test
    void pages_follow_each_other_although_apps_come_and_go() {
        for (int i = 0; i < 7; i++) {
            lab.tenant.app("app " + i);
        }
        var first = lab.get("/applications?$top=3&$select=id,displayName").json();
        var lastOfFirst = first.at("/value/2/id").asText();
        lab.tenant.delete(lastOfFirst);

        var names = new ArrayList<>(names(first));
        var page = first;
        while (page.has("@odata.nextLink")) {
            page = lab.get(queryOf(page.path("@odata.nextLink").asText())).json();
            assertThat(page.at("/value/0").size()).isEqualTo(2);
            names.addAll(names(page));
        }
        assertThat(names).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void apps_can_be_sorted_by_name_across_pages() {
        List.of("b", "a", "c").forEach(lab.tenant::app);
        var first = lab.get("/applications?$top=2&$orderby=displayName%20desc").json();
        var second = lab.get(queryOf(first.path("@odata.nextLink").asText())).json();

        assertThat(names(first)).containsExactly("Keydesk", "c");
        assertThat(names(second)).containsExactly("b", "a");
    }

    @Test
    void counting_needs_the_index() {
        lab.tenant.app("payroll-api");

        assertThat(lab.get("/applications?$count=true").json().has("@odata.count")).isFalse();
        var counted = lab.get("/applications?$count=true&$top=1", EVENTUAL);
        assertThat(counted.at("/@odata.count").asInt()).isEqualTo(2);
        var sorted = "/applications?$count=true&$orderby=displayName&$filter=";
        assertThat(names(lab.get(sorted + "displayName+eq+'payroll-api'", EVENTUAL).json()))
                .containsExactly("payroll-api");
    }

    @Test
    void reads_show_the_state_of_a_moment_ago() {
        lab.entra.setTiming(Timing.realistic());
        var app = lab.tenant.app("before");
        lab.tenant.rename(app.id(), "after");
        lab.tenant.addSecretByHand(app.id(), "new", lab.now(), lab.inDays(9));

        assertThat(lab.get("/applications/" + app.id()).text("/displayName")).isEqualTo("before");
        assertThat(lab.get("/applications/" + app.id()).at("/passwordCredentials")).isEmpty();
        assertThat(names(lab.get("/applications").json())).contains("before");
        lab.clock.passes(Duration.ofSeconds(2));
        assertThat(lab.get("/applications/" + app.id()).text("/displayName")).isEqualTo("after");
        assertThat(lab.get("/applications/" + app.id()).at("/passwordCredentials")).hasSize(1);
        assertThat(lab.tenant.application(app.id()).displayName()).isEqualTo("after");
    }

    @Test
    void a_deleted_app_is_seen_for_a_moment_longer() {
        lab.entra.setTiming(Timing.realistic());
        var app = lab.tenant.app("payroll-api");
        lab.tenant.delete(app.id());

        assertThat(lab.get("/applications/" + app.id()).status()).isEqualTo(200);
        lab.clock.passes(Duration.ofSeconds(2));
        assertThat(lab.get("/applications/" + app.id()).status()).isEqualTo(404);
        assertThat(names(lab.get("/applications").json())).doesNotContain("payroll-api");
    }

    private String queryOf(String link) {
        var address = URI.create(link);
        assertThat(link).startsWith(lab.entra.graphUrl().toString());
        return "/applications?" + address.getRawQuery();
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.path("value").spliterator(), false)
                .map(app -> app.path("displayName").asText())
                .toList();
    }
}
