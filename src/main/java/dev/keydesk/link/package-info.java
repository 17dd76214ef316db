/** The one-time link: requested in Slack, opened in a browser, valid for five minutes. */
@NullMarked
package dev.keydesk.link;

import org.jspecify.annotations.NullMarked;
