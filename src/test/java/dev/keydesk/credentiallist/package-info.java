@NullMarked
package dev.keydesk.credentiallist;

import org.jspecify.annotations.NullMarked;
