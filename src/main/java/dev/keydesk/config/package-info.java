/**
 * What the operator decides: settings from the environment, rules from keydesk.yml, and secret text
 * that hides itself.
 */
@NullMarked
package dev.keydesk.config;

import org.jspecify.annotations.NullMarked;
