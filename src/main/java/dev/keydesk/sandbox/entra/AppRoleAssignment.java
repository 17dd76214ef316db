package dev.keydesk.sandbox.entra;

/**
 * An administrator granted an application permission.
 *
 * @param principal whoever holds it
 * @param resource the API that offers it
 * @param appRoleId which of the API's permissions
 */
record AppRoleAssignment(
        String id, ServicePrincipal principal, ServicePrincipal resource, String appRoleId) {}
