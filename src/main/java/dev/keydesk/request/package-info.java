/** Requests for client secrets: states, validation, form and rows. */
@NullMarked
package dev.keydesk.request;

import org.jspecify.annotations.NullMarked;
