/** How fast the desk is, each figure beside a plain program that does the least of the same. */
@NullMarked
package dev.keydesk.bench;

import org.jspecify.annotations.NullMarked;
