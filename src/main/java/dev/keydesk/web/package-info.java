/** The HTTP server: where it listens, how it stops, and what it says about itself. */
@NullMarked
package dev.keydesk.web;

import org.jspecify.annotations.NullMarked;
