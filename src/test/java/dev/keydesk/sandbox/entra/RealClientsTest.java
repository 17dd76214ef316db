package dev.keydesk.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.applications.item.addpassword.AddPasswordPostRequestBody;
import com.microsoft.graph.applications.item.removepassword.RemovePasswordPostRequestBody;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.AppCredentialRestrictionType;
import com.microsoft.graph.models.Application;
import com.microsoft.graph.models.ApplicationCollectionResponse;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.graph.models.ServicePrincipal;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.PeriodAndDuration;

import dev.keydesk.config.DirectHosts;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.network.Network;

import okhttp3.OkHttpClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Microsoft's own client libraries cannot tell the pretend Entra from the real one. */
class RealClientsTest {
    private final Lab lab = Lab.withEveryPermission();
    @TempDir private Path folder;

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void azure_identity_signs_the_desk_in() {
        var token = credential(Lab.DESK_SECRET).getTokenSync(graphScope());

        assertThat(token.getToken().split("\\.", -1)).hasSize(3);
        lab.useToken(token.getToken());
        assertThat(lab.get("/applications").status()).isEqualTo(200);
    }

    @Test
    void azure_identity_reports_a_wrong_secret_with_its_number() {
        var credential = credential(SecretText.of("wrong"));

        assertThatThrownBy(() -> credential.getTokenSync(graphScope()))
                .hasMessageContaining("AADSTS7000215");
    }

    @Test
    void the_graph_client_lists_all_pages() throws Exception {
        for (int i = 0; i < 25; i++) {
            lab.tenant.app("app " + i);
        }
        var graph = graph();
        var first =
                Objects.requireNonNull(
                        graph.applications()
                                .get(request -> {
                                    var query = Objects.requireNonNull(request.queryParameters);
                                    query.top = 10;
                                    query.select =
                                            new String[] {
                                                "id", "displayName", "passwordCredentials"
                                            };
                                }));
        var names = new ArrayList<String>();
        new PageIterator.Builder<Application, ApplicationCollectionResponse>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(ApplicationCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(app -> names.add(app.getDisplayName()))
                .build()
                .iterate();

        assertThat(names).hasSize(26).contains("app 0", "app 24", "Keydesk");
        assertThat(lab.entra.calls()).hasSize(3);
        assertThat(lab.entra.schemaProblems()).isEmpty();
    }

    @Test
    void the_graph_client_adds_a_secret_that_signs_in_and_removes_it_again() {
        var app = lab.tenant.app("payroll-api");
        var graph = graph();

        var body = new AddPasswordPostRequestBody();
        var wish = new PasswordCredential();
        wish.setDisplayName("Payroll · KD-1-1");
        wish.setStartDateTime(lab.now().atOffset(ZoneOffset.UTC));
        wish.setEndDateTime(lab.inDays(90).atOffset(ZoneOffset.UTC));
        body.setPasswordCredential(wish);
        var made =
                Objects.requireNonNull(
                        graph.applications().byApplicationId(app.id()).addPassword().post(body));

        assertThat(made.getDisplayName()).isEqualTo("Payroll · KD-1-1");
        assertThat(Objects.requireNonNull(made.getEndDateTime()).toInstant())
                .isEqualTo(lab.inDays(90));
        var value = SecretText.of(Objects.requireNonNull(made.getSecretText()));
        assertThat(value.reveal()).matches("[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}");
        assertThat(lab.entra.signIn(Lab.TENANT, app.appId(), value))
                .isEqualTo(new SignInResult.Accepted(app.appId()));

        var remove = new RemovePasswordPostRequestBody();
        remove.setKeyId(made.getKeyId());
        graph.applications().byApplicationId(app.id()).removePassword().post(remove);

        assertThat(lab.tenant.secretsOf(app.id())).isEmpty();
        var read = Objects.requireNonNull(graph.applications().byApplicationId(app.id()).get());
        assertThat(read.getPasswordCredentials()).isEmpty();
        assertThat(lab.entra.schemaProblems()).isEmpty();
    }

    @Test
    void the_graph_client_finds_an_app_by_its_app_id() {
        var app = lab.tenant.app("payroll-api");

        var found = Objects.requireNonNull(graph().applicationsWithAppId(app.appId()).get());

        assertThat(found.getId()).isEqualTo(app.id());
    }

    @Test
    void the_graph_client_reads_owners_and_owned_apps() {
        var bob = lab.tenant.user("Bob", "bob@example.com");
        var app = lab.tenant.app("payroll-api", a -> a.ownedBy(bob.id()).ownedBy(lab.desk.id()));
        var graph = graph();

        var owners =
                Objects.requireNonNull(
                        graph.applications().byApplicationId(app.id()).owners().get());
        var owned =
                Objects.requireNonNull(
                        graph.servicePrincipals()
                                .byServicePrincipalId(lab.desk.id())
                                .ownedObjects()
                                .graphApplication()
                                .get());

        assertThat(owners.getValue())
                .filteredOn(User.class::isInstance)
                .singleElement()
                .extracting(owner -> ((User) owner).getMail())
                .isEqualTo("bob@example.com");
        assertThat(owners.getValue())
                .filteredOn(ServicePrincipal.class::isInstance)
                .singleElement()
                .extracting(owner -> ((ServicePrincipal) owner).getAppId())
                .isEqualTo(lab.desk.appId());
        assertThat(owned.getValue()).extracting(Application::getId).containsExactly(app.id());
        assertThat(lab.entra.schemaProblems()).isEmpty();
    }

    @Test
    void the_graph_client_reads_the_policy() {
        lab.tenant.setPolicy(SecretPolicy.atMost(Duration.ofDays(180)));

        var policy = Objects.requireNonNull(graph().policies().defaultAppManagementPolicy().get());

        assertThat(policy.getIsEnabled()).isTrue();
        var rules = Objects.requireNonNull(policy.getApplicationRestrictions());
        assertThat(rules.getPasswordCredentials())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getRestrictionType())
                            .isEqualTo(AppCredentialRestrictionType.PasswordLifetime);
                    assertThat(rule.getMaxLifetime())
                            .isEqualTo(PeriodAndDuration.ofPeriod(Period.ofDays(180)));
                });
    }

    @Test
    void the_graph_client_understands_a_refusal() {
        var graph = graph();

        assertThatThrownBy(() ->
                        graph.applications().byApplicationId(UUID.randomUUID().toString()).get())
                .isInstanceOfSatisfying(
                        ODataError.class,
                        error -> {
                            assertThat(error.getResponseStatusCode()).isEqualTo(404);
                            var main = Objects.requireNonNull(error.getError());
                            assertThat(main.getCode()).isEqualTo("Request_ResourceNotFound");
                            assertThat(Objects.requireNonNull(main.getInnerError()).getRequestId())
                                    .isEqualTo(lab.entra.calls().getFirst().requestId());
                        });
    }

    private GraphServiceClient graph() {
        var auth =
                new AzureIdentityAuthenticationProvider(
                        credential(Lab.DESK_SECRET),
                        new String[] {"127.0.0.1"},
                        "https://graph.microsoft.com/.default");
        var adapter =
                new BaseGraphRequestAdapter(
                        auth, lab.entra.graphUrl().toString(), GraphClientFactory.create().build());
        return new GraphServiceClient(adapter);
    }

    private TokenCredential credential(SecretText secret) {
        return new ClientSecretCredentialBuilder()
                .tenantId(Lab.TENANT)
                .clientId(lab.desk.appId())
                .clientSecret(secret.reveal())
                .authorityHost(lab.entra.authorityHost().toString())
                .disableInstanceDiscovery()
                .httpClient(trustingClient())
                .build();
    }

    private HttpClient trustingClient() {
        var trusting =
                new Settings.Network(
                        Optional.empty(),
                        DirectHosts.onlyThisMachine(),
                        Optional.of(lab.entra.writeTrustStore(folder)));
        return new OkHttpAsyncHttpClientBuilder(
                        Network.of(trusting).applyTo(new OkHttpClient.Builder()).build())
                .build();
    }

    private static TokenRequestContext graphScope() {
        return new TokenRequestContext().setScopes(List.of("https://graph.microsoft.com/.default"));
    }
}
