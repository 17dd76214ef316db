package dev.keydesk.livemessages;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.store.Db;

import java.util.ArrayList;
import java.util.List;

/** What went wrong with some messages of a subject, while the others were shown. */
final class Troubles {
    private final List<RuntimeException> all = new ArrayList<>();

    /**
     * Does one part, and keeps what goes wrong for later. Without the database nothing that is
     * posted can be noted, so then nothing more is.
     */
    void collect(Runnable part) {
        try {
            part.run();
        } catch (RescheduleException later) {
            throw later;
        } catch (RuntimeException trouble) {
            if (Db.isTroubleOf(trouble)) {
                throw trouble;
            }
            all.add(trouble);
        }
    }

    /** Throws what the job is to hear of: a Slack that asks us to wait comes first. */
    void throwFirst() {
        all.stream()
                .filter(ChatFailure.Busy.class::isInstance)
                .findFirst()
                .ifPresent(busy -> {
                    throw busy;
                });
        all.stream()
                .findFirst()
                .ifPresent(trouble -> {
                    throw trouble;
                });
    }
}
