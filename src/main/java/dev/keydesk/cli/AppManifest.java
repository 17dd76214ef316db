package dev.keydesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The {@code manifest.yml} of this version: how the Slack app should be configured. */
record AppManifest(JsonNode yaml) {

    static AppManifest shipped() {
        try (InputStream in = AppManifest.class.getResourceAsStream("manifest.yml")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks manifest.yml");
            }
            return new AppManifest(new YAMLMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Set<String> botScopes() {
        var scopes = new TreeSet<String>();
        yaml.at("/oauth_config/scopes/bot").forEach(scope -> scopes.add(scope.asText()));
        return scopes;
    }
}
