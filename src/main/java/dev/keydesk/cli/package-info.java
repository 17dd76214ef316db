/** The command line: what an operator types, and what they are told. */
@NullMarked
package dev.keydesk.cli;

import org.jspecify.annotations.NullMarked;
