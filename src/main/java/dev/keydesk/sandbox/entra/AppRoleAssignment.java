package dev.keydesk.sandbox.entra;

/**
 * An application permission that an administrator granted.
 *
 * @param principal who has it
 * @param resource the API that offers it
 * @param appRoleId the permission of that API
 */
record AppRoleAssignment(
        String id, ServicePrincipal principal, ServicePrincipal resource, String appRoleId) {}
