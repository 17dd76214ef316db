package dev.keydesk.home;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.credentiallist.CsvExport;
import dev.keydesk.credentiallist.KeyLine;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expirychart.ChartPictures;
import dev.keydesk.expirychart.ExpiryChart;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Principal;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.Versioned;
import dev.keydesk.workflow.Workflow;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * App Home: a person's own requests, the credentials of the apps for which they are responsible,
 * and buttons for new requests. It is published when it is opened, and when a request of that
 * person changes. Everything comes from rows, so it also works while Entra does not answer. One job
 * for each person publishes it, so that older data never replaces newer data.
 */
public final class HomePage implements Workflow.Listener<SecretRequest> {
    public static final String OPENED = "home-opened";
    public static final String NEW = "home-new-client-secret";
    public static final String MORE = "home-more-keys";
    public static final String BACK = "home-keys-before";

    /** The subject is a person. */
    static final JobKind REFRESH = new JobKind("refresh-home");

    private static final Logger log = LoggerFactory.getLogger(HomePage.class);
    private static final int MOST = 10;

    private static final Duration STILL_OPEN = Duration.ofDays(7);

    /** Scans run every ten minutes. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final Db db;
    private final HomeRows rows;
    private final Jobs jobs;
    private final Requests requests;
    private final Credentials credentials;
    private final ResponsibleApps responsibleApps;
    private final PrincipalResolver principals;
    private final ChartPictures chartPictures;
    private final KeyLine line;
    private final Function<SecretRequest, List<Button>> buttons;
    private final Chat chat;
    private final ZoneId zone;
    private final InstantSource clock;

    HomePage(
            Platform platform,
            Chat chat,
            Requests requests,
            PrincipalResolver principals,
            HomeSources sources,
            ZoneId zone) {
        this.db = platform.db();
        this.jobs = platform.jobs();
        this.rows = new HomeRows();
        this.requests = requests;
        this.credentials = sources.credentials();
        this.responsibleApps = sources.responsibleApps();
        this.principals = principals;
        this.chartPictures = sources.charts();
        this.line = sources.line();
        this.buttons = sources.buttons();
        this.chat = chat;
        this.zone = zone;
        this.clock = platform.clock();
    }

    /** Handles the opening of the Home tab. */
    public InteractionAnswer opened(Interaction interaction) {
        return turn(interaction, 0);
    }

    /** Handles a click on another page of credentials. */
    public InteractionAnswer turned(Interaction interaction) {
        return turn(
                interaction,
                interaction.subject().matches("\\d{1,5}")
                        ? Integer.parseInt(interaction.subject())
                        : 0);
    }

    private InteractionAnswer turn(Interaction interaction, int page) {
        var now = clock.instant();
        db.writing(tx -> {
            rows.opened(tx, interaction.user(), page, now);
            refresh(tx, interaction.user());
        });
        return InteractionAnswer.visibleAlready();
    }

    /** Refreshes the tab of the requester, because a request has changed. */
    @Override
    public void moved(Tx tx, SecretRequest now) {
        var requester = now.details().requester();
        if (openPage(tx.sql(), requester).isPresent()) {
            refresh(tx, requester);
        }
    }

    private void refresh(Tx tx, UserId who) {
        jobs.runAgain(tx, new Job(REFRESH, who.value(), 0));
    }

    /** Publishes the tab; the job's handler. */
    public void refresh(Job job) {
        var who = new UserId(job.subject());
        db.read(sql -> openPage(sql, who)).ifPresent(page -> draw(who, page));
    }

    /** A tab that was opened long ago is not refreshed; it is published when it is opened again. */
    private OptionalInt openPage(Handle sql, UserId who) {
        return rows.page(sql, who, clock.instant().minus(STILL_OPEN));
    }

    private void draw(UserId who, int page) {
        try {
            publish(who, facts(principals.forShowing(who), page));
        } catch (ChatFailure | RescheduleException | RowJson.Unreadable failure) {
            // The tab is rendered again whenever it is opened.
            log.info("a home tab was not drawn: {}", failure.getMessage());
        }
    }

    /** Slack refuses the whole tab if it cannot fetch the chart. */
    private void publish(UserId who, HomeFacts facts) {
        try {
            chat.publishHome(who, new HomeView(facts, this::line).view());
        } catch (ChatFailure.Refused refused) {
            if (facts.picture().isEmpty()) {
                throw refused;
            }
            chat.publishHome(who, new HomeView(facts.withoutPicture(), this::line).view());
            chartPictures.refused(refused.error());
        }
    }

    private LayoutBlock line(CredentialView view) {
        return line.withApp(view, clock.instant());
    }

    private HomeFacts facts(Principal who, int page) {
        var now = clock.instant();
        var keys = CredentialView.of(credentials.ofApps(responsibleApps.appsOf(who)), now, zone);
        var expiryChart = months(keys, now);
        var asOf = credentials.asOf();
        return new HomeFacts(
                requests.newestOf(who.person().id(), MOST).stream().map(this::own).toList(),
                who.fullMember(),
                keys,
                CsvExport.button(CsvExport.MINE),
                Math.min(page, lastPage(keys)),
                asOf,
                asOf.filter(at -> at.plus(FRESH).isBefore(now)).isPresent(),
                expiryChart,
                chartPictures.address(expiryChart),
                responsibleApps.ownersNotKnownYet());
    }

    private MyRequest own(Versioned<SecretRequest> stored) {
        var gone =
                handedOver(stored.state())
                        .flatMap(key ->
                                credentials.find(
                                        stored.state().details().app().objectId(), key.keyId()))
                        .filter(Credential.Gone.class::isInstance)
                        .map(Credential.Gone.class::cast)
                        .map(Credential.Gone::noticedAt);
        return new MyRequest(stored, gone, buttons.apply(stored.state()));
    }

    /**
     * Returns the secret of a request that was handed over; the line of any other request says
     * where its secret is.
     */
    private static Optional<IssuedSecret> handedOver(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.secret());
            case SecretRequest.Done done -> Optional.of(done.secret());
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    private static int lastPage(List<CredentialView> keys) {
        return Math.max(0, keys.size() - 1) / HomeView.KEYS_ON_A_PAGE;
    }

    /** A credential that a newer one has replaced expires without harm, so it is not counted. */
    private ExpiryChart months(List<CredentialView> keys, Instant now) {
        return ExpiryChart.of(
                keys.stream()
                        .filter(view -> view.group() == CredentialView.Group.ENDING)
                        .map(view -> view.key().end())
                        .toList(),
                now,
                zone);
    }
}
