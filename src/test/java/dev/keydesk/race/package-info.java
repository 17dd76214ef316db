/** Two nodes, one database, and many people who press at the same moment: one of them wins. */
@NullMarked
package dev.keydesk.race;

import org.jspecify.annotations.NullMarked;
