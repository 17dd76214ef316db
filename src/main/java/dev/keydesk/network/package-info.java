/**
 * The network settings of all clients: proxy, trusted certificates, and the diagnosis of a failed
 * connection.
 */
@NullMarked
package dev.keydesk.network;

import org.jspecify.annotations.NullMarked;
