/** The HTTP server: connections, limits, the pick-up page, health and metrics. */
@NullMarked
package dev.keydesk.web;

import org.jspecify.annotations.NullMarked;
