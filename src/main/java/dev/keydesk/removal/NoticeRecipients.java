package dev.keydesk.removal;

import dev.keydesk.livemessages.Recipient;

/**
 * Those who look after an app, where they read what presses.
 *
 * @param calls mentions of those whose phones have to ring
 */
public record NoticeRecipients(Recipient reads, String calls) {
    /** Nobody there is known by name, so all of them. */
    public static NoticeRecipients everybody(Recipient reads) {
        return new NoticeRecipients(reads, "<!channel>");
    }
}
