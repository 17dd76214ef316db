/** The keys of an app, or of all apps somebody looks after, for that person alone. */
@NullMarked
package dev.keydesk.keylist;

import org.jspecify.annotations.NullMarked;
