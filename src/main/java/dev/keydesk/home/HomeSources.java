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
 * What the Home tab is rendered from.
 *
 * @param responsibleApps finds the apps for which a person is responsible
 * @param charts of how many credentials expire in each month
 * @param line renders one credential
 * @param buttons returns the requester's buttons of a request: the same as on the direct message,
 *     which does not arrive if the Slack app has no Messages tab
 */
public record HomeSources(
        Credentials credentials,
        ResponsibleApps responsibleApps,
        ChartPictures charts,
        KeyLine line,
        Function<SecretRequest, List<Button>> buttons) {}
