package dev.keydesk.entra;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An application permission with which an app can take over the tenant, or reach everybody's mail
 * or files.
 *
 * @param api application (client) ID of the API that offers it
 * @param why a sentence for people that says what an app can do with it
 * @param source where it is listed as dangerous
 * @param checkedOn when name, ID and source were last compared
 */
public record DangerousPermission(
        UUID api,
        String apiName,
        UUID id,
        String name,
        String why,
        URI source,
        LocalDate checkedOn) {}
