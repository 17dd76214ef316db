/**
 * Lists the credentials of an app, or of all apps for which a person is responsible, for that
 * person only.
 */
@NullMarked
package dev.keydesk.credentiallist;

import org.jspecify.annotations.NullMarked;
