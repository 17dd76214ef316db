package dev.keydesk.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * The least anybody does who wants to know all keys: fetch page after page, have Jackson make
 * records of it, count, and keep nothing.
 */
final class PlainReader {
    private static final ObjectReader PAGES = new JsonMapper().readerFor(Page.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Page(@JsonProperty("@odata.nextLink") @Nullable String next, List<App> value) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record App(
            String id,
            String appId,
            String displayName,
            String signInAudience,
            List<String> tags,
            List<Key> passwordCredentials,
            List<Key> keyCredentials) {
        int keys() {
            return passwordCredentials.size() + keyCredentials.size();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Key(
            String keyId,
            @Nullable String displayName,
            @Nullable String hint,
            String startDateTime,
            String endDateTime) {}

    private PlainReader() {}

    /** Returns how many keys there are. */
    static int read(String graphUrl) throws IOException, InterruptedException {
        int keys = 0;
        try (var http = HttpClient.newHttpClient()) {
            var next = graphUrl + "/applications?$top=999";
            while (next != null) {
                var request =
                        HttpRequest.newBuilder(URI.create(next.replace("$", "%24")))
                                .header("Authorization", "Bearer x")
                                .build();
                var answer = http.send(request, BodyHandlers.ofInputStream());
                try (var body = answer.body()) {
                    Page page = PAGES.readValue(body);
                    keys += page.value().stream().mapToInt(App::keys).sum();
                    next = page.next();
                }
            }
        }
        return keys;
    }
}
