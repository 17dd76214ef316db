package dev.keydesk.removal;

import dev.keydesk.livemessages.Recipient;

/**
 * The people who are responsible for an app, and the place where urgent messages reach them.
 *
 * @param mentions mentions of those who must be notified
 */
public record NoticeRecipients(Recipient recipient, String mentions) {
    /** Mentions everybody there, because nobody is known by name. */
    public static NoticeRecipients everybody(Recipient reads) {
        return new NoticeRecipients(reads, "<!channel>");
    }
}
