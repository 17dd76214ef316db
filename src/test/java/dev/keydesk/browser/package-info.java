/** The page behind a one-time link, in a real browser, as people have it before them. */
@NullMarked
package dev.keydesk.browser;

import org.jspecify.annotations.NullMarked;
