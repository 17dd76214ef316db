/** The one-time link: asked for in Slack, opened in a browser, good for five minutes. */
@NullMarked
package dev.keydesk.link;

import org.jspecify.annotations.NullMarked;
