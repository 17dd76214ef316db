/** One file for each user story, told as a conversation over the wire. */
@NullMarked
package dev.keydesk.stories;

import org.jspecify.annotations.NullMarked;
