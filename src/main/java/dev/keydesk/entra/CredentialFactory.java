package dev.keydesk.entra;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.Certificate;
import dev.keydesk.config.Settings.Credential.ClientSecret;
import dev.keydesk.config.Settings.Credential.FederatedToken;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.config.Settings.Credential.ManagedIdentity;
import dev.keydesk.network.Network;

import okhttp3.OkHttpClient;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Turns the operator's choice of sign-in into a credential of azure-identity. Only the chosen way
 * is tried; a developer's login on the machine is never used.
 */
final class CredentialFactory implements AutoCloseable {
    // A pick-up waits for the token. Jobs retry by themselves, and nothing was sent to Graph.
    private static final RetryOptions ONE_ATTEMPT =
            new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));

    private final Settings.Entra settings;
    private final OkHttpClient http;

    CredentialFactory(Settings.Entra settings, EntraTimeouts timeouts, Network network) {
        this.settings = settings;
        this.http =
                network.applyTo(new OkHttpClient.Builder())
                        .connectTimeout(timeouts.connect())
                        .readTimeout(timeouts.read())
                        .writeTimeout(timeouts.read())
                        .callTimeout(timeouts.call())
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .build();
    }

    TokenCredential chosen() {
        return switch (settings.credential()) {
            case ClientSecret(var value) ->
                    inTenant(new ClientSecretCredentialBuilder())
                            .clientSecret(value.reveal())
                            .build();
            case Certificate(var pem) ->
                    inTenant(new ClientCertificateCredentialBuilder())
                            .pemCertificate(pem.toString())
                            .build();
            case FederatedToken(var file) ->
                    inTenant(new WorkloadIdentityCredentialBuilder())
                            .tokenFilePath(file.toString())
                            .build();
            case ManagedIdentity() ->
                    wired(new ManagedIdentityCredentialBuilder())
                            .clientId(settings.clientId())
                            .build();
            case FixedToken(var value) -> asItIs(value);
        };
    }

    private <B extends AadCredentialBuilderBase<B>> B inTenant(B builder) {
        // A check whether the authority exists would call a Microsoft server on the internet, and
        // fail in the sandbox and in closed clouds.
        return wired(builder)
                .tenantId(settings.tenantId())
                .clientId(settings.clientId())
                .authorityHost(settings.authorityHost().toString())
                .disableInstanceDiscovery();
    }

    private <B extends CredentialBuilderBase<B>> B wired(B builder) {
        // Without a configuration of its own it would read a proxy from the environment.
        var client =
                new OkHttpAsyncHttpClientBuilder(http).configuration(Configuration.NONE).build();
        return builder.httpClient(client).retryOptions(ONE_ATTEMPT);
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static TokenCredential asItIs(SecretText token) {
        var end = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
        return _ -> Mono.just(new AccessToken(token.reveal(), end));
    }
}
