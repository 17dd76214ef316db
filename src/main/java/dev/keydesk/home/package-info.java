/** What a person sees when they open the desk itself in Slack. */
@NullMarked
package dev.keydesk.home;

import org.jspecify.annotations.NullMarked;
