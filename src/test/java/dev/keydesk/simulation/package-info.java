/**
 * The whole bot in one thread's worth of time: everybody acts in turn, chosen by a seed, with
 * random people and random trouble, and after every step the promises are held against what is
 * stored and what Entra and Slack really hold.
 */
@NullMarked
package dev.keydesk.simulation;

import org.jspecify.annotations.NullMarked;
