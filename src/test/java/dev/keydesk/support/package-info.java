/**
 * What the proofs of the crash and of the race share: the real program in processes of its own, a
 * town of people around it, and a time that all of them can be moved along with.
 */
@NullMarked
package dev.keydesk.support;

import org.jspecify.annotations.NullMarked;
