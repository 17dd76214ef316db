/** Who is responsible for which app registrations, and how credentials are described to people. */
@NullMarked
package dev.keydesk.ownership;

import org.jspecify.annotations.NullMarked;
