/** Database maintenance: deletes old rows, and continues from a restored backup. */
@NullMarked
package dev.keydesk.maintenance;

import org.jspecify.annotations.NullMarked;
