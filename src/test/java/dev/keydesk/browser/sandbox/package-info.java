/** The sandbox's page in a real browser, as a visitor has it before them. */
@NullMarked
package dev.keydesk.browser.sandbox;

import org.jspecify.annotations.NullMarked;
