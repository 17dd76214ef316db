package dev.keydesk.removal;

import dev.keydesk.livemessages.Recipient;

/**
 * The people who are responsible for an app, and the place where urgent messages reach them.
 *
 * @param calls mentions of those who must be notified
 */
public record NoticeRecipients(Recipient reads, String calls) {
    /** Mentions everybody there, because nobody is known by name. */
    public static NoticeRecipients everybody(Recipient reads) {
        return new NoticeRecipients(reads, "<!channel>");
    }
}
