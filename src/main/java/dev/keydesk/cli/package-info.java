/** The command line for operators. */
@NullMarked
package dev.keydesk.cli;

import org.jspecify.annotations.NullMarked;
