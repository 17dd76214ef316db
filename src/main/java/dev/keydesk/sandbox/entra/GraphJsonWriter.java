package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Writes the directory's objects as Graph's JSON. */
final class GraphJsonWriter {
    /** Entra counts in steps of 100 ns, so an instant has up to seven digits after the point. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private GraphJsonWriter() {}

    static ObjectNode application(Application app) {
        var json = object();
        json.put("id", app.id());
        json.putNull("deletedDateTime");
        json.put("appId", app.appId());
        json.put("displayName", app.displayName());
        json.put("createdDateTime", instant(app.createdDateTime()));
        json.putNull("description");
        json.put("notes", app.notes().orElse(null));
        json.put("signInAudience", app.signInAudience());
        json.put("serviceManagementReference", app.serviceManagementReference().orElse(null));
        app.tags().forEach(json.putArray("tags")::add);
        json.putArray("identifierUris");
        var certificates = json.putArray("keyCredentials");
        app.certificates().forEach(certificate -> certificates.add(certificate(certificate)));
        var secrets = json.putArray("passwordCredentials");
        app.secrets().forEach(secret -> secrets.add(secret(secret)));
        json.set("requiredResourceAccess", permissions(app.permissions()));
        return json;
    }

    /** Groups the permissions by API. */
    private static ArrayNode permissions(List<RequiredPermission> permissions) {
        var byApi = new LinkedHashMap<String, ArrayNode>();
        var json = JsonNodeFactory.instance.arrayNode();
        for (var permission : permissions) {
            byApi.computeIfAbsent(
                            permission.resourceAppId(),
                            api ->
                                    json.addObject()
                                            .put("resourceAppId", api)
                                            .putArray("resourceAccess"))
                    .addObject()
                    .put("id", permission.id())
                    .put("type", permission.type());
        }
        return json;
    }

    /** Returns the object as it appears among objects of other types. */
    static ObjectNode typed(String type, ObjectNode json) {
        return object().put("@odata.type", "#microsoft.graph." + type).setAll(json);
    }

    /** Returns a secret as every read shows it, without the value. */
    static ObjectNode secret(Secret secret) {
        var json = object();
        json.put("customKeyIdentifier", named(secret.customKeyIdentifier()));
        json.put("displayName", named(secret.displayName()));
        json.put("endDateTime", instant(secret.end()));
        json.put("hint", secret.hint());
        json.put("keyId", secret.keyId());
        json.putNull("secretText");
        json.put("startDateTime", instant(secret.start()));
        return json;
    }

    /** The public key is shown only in a read of one app that names the property. */
    private static ObjectNode certificate(SignInCertificate certificate) {
        var json = object();
        json.put("customKeyIdentifier", certificate.thumbprint());
        json.put("displayName", named(certificate.displayName()));
        json.put("endDateTime", instant(certificate.end()));
        json.putNull("key");
        json.put("keyId", certificate.keyId());
        json.put("startDateTime", instant(certificate.start()));
        json.put("type", "AsymmetricX509Cert");
        json.put("usage", certificate.usage());
        return json;
    }

    private static @Nullable String named(String name) {
        return name.isEmpty() ? null : name;
    }

    static ObjectNode user(User user) {
        var json = userInBasics(user);
        user.proxyAddresses().forEach(json.putArray("proxyAddresses")::add);
        json.put("userType", user.userType());
        json.put("accountEnabled", user.accountEnabled());
        return json;
    }

    /** Returns the same for a caller with User.ReadBasic.All only. */
    static ObjectNode userInBasics(User user) {
        var json = object();
        json.put("id", user.id());
        json.put("displayName", user.displayName());
        json.put("mail", named(user.mail()));
        json.put("userPrincipalName", user.userPrincipalName());
        json.putArray("proxyAddresses");
        json.putArray("businessPhones");
        for (var unset : new String[] {"givenName", "surname", "jobTitle", "mobilePhone"}) {
            json.putNull(unset);
        }
        return json;
    }

    /** Returns a person for a caller who may not read people. */
    static ObjectNode userByIdOnly(User user) {
        var json = object().put("id", user.id());
        return json.putNull("displayName").putNull("mail").putNull("userPrincipalName");
    }

    static ObjectNode servicePrincipal(ServicePrincipal principal, String tenantId) {
        var json = object();
        json.put("id", principal.id());
        json.put("appId", principal.appId());
        json.put("displayName", principal.displayName());
        json.put("appDisplayName", principal.displayName());
        json.put("appOwnerOrganizationId", tenantId);
        json.put("servicePrincipalType", "Application");
        json.put("accountEnabled", true);
        json.putArray("tags");
        var offered = json.putArray("appRoles");
        principal.appRoles().forEach(role -> offered.add(appRole(role)));
        return json;
    }

    private static ObjectNode appRole(AppRole role) {
        var json = object();
        json.putArray("allowedMemberTypes").add("Application");
        json.put("description", role.displayName());
        json.put("displayName", role.displayName());
        json.put("id", role.id());
        json.put("isEnabled", true);
        json.put("origin", "Application");
        json.put("value", role.value());
        return json;
    }

    static ObjectNode appRoleAssignment(AppRoleAssignment assignment) {
        var json = object();
        json.put("id", assignment.id());
        json.putNull("deletedDateTime");
        json.put("appRoleId", assignment.appRoleId());
        json.put("principalDisplayName", assignment.principal().displayName());
        json.put("principalId", assignment.principal().id());
        json.put("principalType", "ServicePrincipal");
        json.put("resourceDisplayName", assignment.resource().displayName());
        json.put("resourceId", assignment.resource().id());
        return json;
    }

    static ObjectNode group(Group group) {
        var json = object();
        json.put("id", group.id());
        json.putNull("deletedDateTime");
        json.putNull("description");
        json.put("displayName", group.displayName());
        json.putArray("groupTypes");
        json.put("mailEnabled", false);
        json.put("securityEnabled", true);
        return json;
    }

    static ObjectNode policy(SecretPolicy policy) {
        var json = object();
        json.put("id", "00000000-0000-0000-0000-000000000000");
        json.put("displayName", "Default app management tenant policy");
        json.put("description", "Default tenant policy that enforces app management restrictions.");
        json.put("isEnabled", policy.isEnabled());
        var rules = json.putObject("applicationRestrictions").putArray("passwordCredentials");
        if (policy.secretsForbidden()) {
            rules.add(rule("passwordAddition", policy).putNull("maxLifetime"));
        }
        policy.maxLifetime()
                .ifPresent(most ->
                        rules.add(rule("passwordLifetime", policy).put("maxLifetime", days(most))));
        json.withObject("/applicationRestrictions").putArray("keyCredentials");
        json.putObject("servicePrincipalRestrictions").putArray("passwordCredentials");
        json.withObject("/servicePrincipalRestrictions").putArray("keyCredentials");
        return json;
    }

    static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    private static ObjectNode rule(String type, SecretPolicy policy) {
        return object().put("restrictionType", type)
                .put("state", "enabled")
                .put(
                        "restrictForAppsCreatedAfterDateTime",
                        policy.appsCreatedAfter().map(GraphJsonWriter::instant).orElse(null));
    }

    /** Graph writes whole days as days, where Java would write hours. */
    private static String days(Duration duration) {
        var rest = duration.minusDays(duration.toDays());
        var days = "P" + duration.toDays() + "D";
        return rest.isZero() ? days : days + rest.toString().substring(1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
