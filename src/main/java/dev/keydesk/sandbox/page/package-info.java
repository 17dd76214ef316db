/**
 * The sandbox's page: a person plays the whole story in a browser, with the simulated Slack and the
 * simulated Entra.
 */
@NullMarked
package dev.keydesk.sandbox.page;

import org.jspecify.annotations.NullMarked;
