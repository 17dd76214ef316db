package dev.keydesk.livemessages;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.store.Db;

import java.util.ArrayList;
import java.util.List;

/** Collects the failures of some messages of a subject, while the others are shown. */
final class Troubles {
    private final List<RuntimeException> all = new ArrayList<>();

    /**
     * Runs one part and keeps its failure for later. A failure of the database is thrown at once,
     * because nothing that is posted could be recorded.
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

    /** Throws the most important failure: first Slack's demand to wait. */
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
