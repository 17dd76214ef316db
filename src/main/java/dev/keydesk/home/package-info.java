/** The Home tab: what a person sees when they open Keydesk in Slack. */
@NullMarked
package dev.keydesk.home;

import org.jspecify.annotations.NullMarked;
