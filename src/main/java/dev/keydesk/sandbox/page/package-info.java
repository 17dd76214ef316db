/**
 * The sandbox's page: a person plays the whole story in a browser, against the pretend Slack and
 * the pretend Entra.
 */
@NullMarked
package dev.keydesk.sandbox.page;

import org.jspecify.annotations.NullMarked;
