/**
 * Clicks and submitted forms: stored before they are acknowledged, handled by a job, and always
 * answered.
 */
@NullMarked
package dev.keydesk.interactions;

import org.jspecify.annotations.NullMarked;
