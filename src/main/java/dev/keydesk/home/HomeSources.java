package dev.keydesk.home;

import dev.keydesk.chat.Button;
import dev.keydesk.credentiallist.KeyLine;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.request.SecretRequest;

import java.util.List;
import java.util.function.Function;

/**
 * What the home tab is drawn from.
 *
 * @param responsibleApps who looks after which app
 * @param charts pictures of how many credentials expire in each month
 * @param line draws one credential
 * @param buttons what the requester can press about a request: the same as on the direct message,
 *     which does not arrive where the Slack app has no messages tab
 */
public record HomeSources(
        Credentials credentials,
        ResponsibleApps responsibleApps,
        ChartPictures charts,
        KeyLine line,
        Function<SecretRequest, List<Button>> buttons) {}
