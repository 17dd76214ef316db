package dev.keydesk.config;

import java.util.Map;
import java.util.TreeMap;

/** Environments to start a test from: one that is complete, with some lines changed. */
final class Environments {
    static final String TENANT = "11111111-aaaa-4aaa-8aaa-111111111111";
    static final String CLIENT = "22222222-bbbb-4bbb-8bbb-222222222222";

    private Environments() {}

    /** The least with which the desk starts. */
    static Map<String, String> complete() {
        var environment = new TreeMap<String, String>();
        environment.put("SLACK_BOT_TOKEN", "xoxb-1-canary-bot");
        environment.put("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef");
        environment.put("AZURE_TENANT_ID", TENANT);
        environment.put("AZURE_CLIENT_ID", CLIENT);
        environment.put("AZURE_CLIENT_SECRET", "abc8Q~canary-client-secret");
        return environment;
    }

    static Map<String, String> with(String... namesAndValues) {
        var environment = complete();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    static Map<String, String> without(String... names) {
        var environment = complete();
        for (String name : names) {
            environment.remove(name);
        }
        return environment;
    }
}
