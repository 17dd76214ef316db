/**
 * The only package that calls Microsoft: the calls to Graph, the token for them, and the index of
 * app registrations for suggestions.
 */
@NullMarked
package dev.keydesk.entra;

import org.jspecify.annotations.NullMarked;
