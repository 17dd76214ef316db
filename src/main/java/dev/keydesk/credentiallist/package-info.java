/** The keys of an app, or of all apps somebody looks after, for that person alone. */
@NullMarked
package dev.keydesk.credentiallist;

import org.jspecify.annotations.NullMarked;
