/**
 * What the operator configures: settings from the environment, rules from {@code keydesk.yml}, and
 * {@link dev.keydesk.config.SecretText}, which hides itself.
 */
@NullMarked
package dev.keydesk.config;

import org.jspecify.annotations.NullMarked;
