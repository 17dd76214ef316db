/** Small changes to the program's own code, each of which a test has to notice. */
@NullMarked
package dev.keydesk.mutants;

import org.jspecify.annotations.NullMarked;
