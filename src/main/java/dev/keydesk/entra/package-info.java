/**
 * The only package that speaks to Microsoft: the calls to Graph, the token they need, and the index
 * of app registrations that suggestions are made from.
 */
@NullMarked
package dev.keydesk.entra;

import org.jspecify.annotations.NullMarked;
