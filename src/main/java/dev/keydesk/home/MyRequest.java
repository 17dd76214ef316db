package dev.keydesk.home;

import dev.keydesk.chat.Button;
import dev.keydesk.request.StoredRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request of whoever looks at the tab.
 *
 * @param keyGone since when the key that was handed over is known to be no longer in Entra
 * @param buttons what that person can press about it
 */
record MyRequest(StoredRequest stored, Optional<Instant> keyGone, List<Button> buttons) {
    MyRequest {
        buttons = List.copyOf(buttons);
    }
}
