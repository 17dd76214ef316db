package dev.keydesk.reminder;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells the owners of an app by direct message that somebody sends its reminders to another
 * channel. The readers of the old and the new channel see it there. After a crash somebody may be
 * told twice.
 */
public final class OverrideNotice {
    /** The kind of job that finds the owners. */
    public static final JobKind FIND = new JobKind("find-owners-of-moved-app");

    /** The kind of job that tells one owner. */
    public static final JobKind TELL = new JobKind("tell-owner-of-moved-app");

    private static final int NAME_SHOWN = 80;

    private final Db db;
    private final Jobs jobs;
    private final ReminderOverrides moved;
    private final Credentials credentials;
    private final AppTeams appTeams;
    private final Chat chat;

    OverrideNotice(Db db, Jobs jobs, Credentials credentials, AppTeams appTeams, Chat chat) {
        this.db = db;
        this.jobs = jobs;
        this.moved = new ReminderOverrides(db);
        this.credentials = credentials;
        this.appTeams = appTeams;
        this.chat = chat;
    }

    /**
     * @param owners if they are known already; otherwise a job finds them
     */
    void schedule(Tx tx, AppRef app, Optional<List<UserId>> owners, Instant now) {
        long number = now.toEpochMilli();
        owners.ifPresentOrElse(
                all -> all.forEach(owner -> tell(tx, app.objectId(), owner, number)),
                () -> jobs.schedule(tx, new Job(FIND, app.objectId(), number), now));
    }

    private void tell(Tx tx, String app, UserId owner, long number) {
        jobs.schedule(
                tx, new Job(TELL, app + " " + owner.value(), number), Instant.ofEpochMilli(number));
    }

    /**
     * Finds the owners, and schedules a job for each of them.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    public void find(Job job) {
        var owners =
                credentials
                        .app(job.subject())
                        .map(app -> appTeams.ownersOf(app.ref()))
                        .orElse(List.of());
        for (var owner : owners) {
            db.writing(tx -> tell(tx, job.subject(), owner, job.number()));
        }
    }

    /** Tells one of them, except the person who did it. */
    public void tell(Job job) {
        var subject = job.subject().split(" ", 2);
        var owner = new UserId(subject[1]);
        var app = credentials.app(subject[0]);
        var move = moved.find(subject[0]).filter(it -> !it.movedBy().equals(owner));
        if (app.isPresent() && move.isPresent()) {
            var text =
                    "%s sends the reminders of %s, which you own, to %s from now on. If that is not right, press Not ours beside a reminder there and choose another channel."
                            .formatted(
                                    move.get().movedBy().mention(),
                                    Mrkdwn.escape(app.get().ref().name(), NAME_SHOWN),
                                    move.get().channel().mention());
            chat.dm(owner, OutgoingMessage.of(text));
        }
    }
}
