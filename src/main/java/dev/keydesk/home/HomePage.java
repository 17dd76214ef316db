package dev.keydesk.home;

import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.care.Care;
import dev.keydesk.care.Kept;
import dev.keydesk.chat.Button;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.keylist.KeyLine;
import dev.keydesk.keylist.SentList;
import dev.keydesk.months.Months;
import dev.keydesk.months.Pictures;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Standing;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * App Home: a person's own requests, the keys of the apps they look after, and the ways to new
 * ones. It is drawn when it is opened, and again when a request of that person moves; all of it
 * comes from rows, so it also comes while Entra is away.
 */
public final class HomePage implements Drawing {
    public static final String OPENED = "home-opened";
    public static final String NEW = "home-new-client-secret";
    public static final String MORE = "home-more-keys";
    public static final String BACK = "home-keys-before";

    /** Every request has this place, on its requester's tab; no message stands there. */
    public static final String PLACE = "home";

    private static final Logger log = LoggerFactory.getLogger(HomePage.class);
    private static final int MOST = 10;

    /** A tab that was opened longer ago is drawn when somebody comes to it. */
    private static final Duration STILL_OPEN = Duration.ofDays(7);

    /** Scans come every ten minutes. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final HomeRows rows;
    private final Requests requests;
    private final Credentials credentials;
    private final Care care;
    private final Standings standings;
    private final Pictures pictures;
    private final KeyLine line;
    private final Function<SecretRequest, List<Button>> buttons;
    private final Chat chat;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * Draws with these.
     *
     * @param buttons what the requester can press: the same as on the direct message, which does
     *     not arrive where the app has no messages tab
     */
    public HomePage(
            Db db,
            Requests requests,
            Credentials credentials,
            Care care,
            Standings standings,
            Pictures pictures,
            KeyLine line,
            Function<SecretRequest, List<Button>> buttons,
            Chat chat,
            ZoneId zone,
            InstantSource clock) {
        this.rows = new HomeRows(db);
        this.requests = requests;
        this.credentials = credentials;
        this.care = care;
        this.standings = standings;
        this.pictures = pictures;
        this.line = line;
        this.buttons = buttons;
        this.chat = chat;
        this.zone = zone;
        this.clock = clock;
    }

    /** Somebody opened the home tab. */
    public Answer opened(Click click) {
        return turn(click, 0);
    }

    /** Somebody wants to see other keys. */
    public Answer turned(Click click) {
        return turn(
                click, click.subject().matches("\\d{1,5}") ? Integer.parseInt(click.subject()) : 0);
    }

    private Answer turn(Click click, int page) {
        rows.opened(click.by(), page, clock.instant());
        draw(click.by(), page);
        return Answer.seen();
    }

    /** A request has moved, so its requester's tab says something else now. */
    @Override
    public Optional<Drawn> of(String subject) {
        Ticket.parse(subject)
                .flatMap(requests::find)
                .map(Stored::ask)
                .ifPresent(ask ->
                        rows.page(ask.requester(), clock.instant().minus(STILL_OPEN))
                                .ifPresent(page -> draw(ask.requester(), page)));
        return Optional.empty();
    }

    private void draw(UserId who, int page) {
        try {
            publish(who, facts(standings.forShowing(who), page));
        } catch (ChatFailure | TryAgain | RowJson.Unreadable failure) {
            // The tab is drawn again whenever it is opened.
            log.info("a home tab was not drawn: {}", failure.getMessage());
        }
    }

    /** Slack refuses the whole tab if it cannot fetch the picture. */
    private void publish(UserId who, HomeFacts facts) {
        try {
            chat.publishHome(who, new HomeView(facts).view());
        } catch (ChatFailure.Refused refused) {
            if (facts.picture().isEmpty()) {
                throw refused;
            }
            chat.publishHome(who, new HomeView(facts.withoutPicture()).view());
            pictures.refused(refused.error());
        }
    }

    private HomeFacts facts(Standing who, int page) {
        var now = clock.instant();
        var keys = Kept.of(credentials.ofApps(care.appsOf(who)), now, zone);
        var months = months(keys, now);
        var asOf = credentials.asOf();
        return new HomeFacts(
                requests.newestOf(who.person().id(), MOST).stream().map(this::own).toList(),
                who.fullMember(),
                keys,
                kept -> line.withApp(kept, now),
                SentList.button(SentList.MINE),
                Math.min(page, lastPage(keys)),
                asOf,
                asOf.filter(at -> at.plus(FRESH).isBefore(now)).isPresent(),
                months,
                pictures.address(months),
                care.ownersNotKnownYet());
    }

    private OwnRequest own(Stored stored) {
        var gone =
                handedOver(stored.request())
                        .flatMap(
                                key -> credentials.find(stored.ask().app().objectId(), key.keyId()))
                        .filter(Credential.Gone.class::isInstance)
                        .map(Credential.Gone.class::cast)
                        .map(Credential.Gone::noticedAt);
        return new OwnRequest(stored, gone, buttons.apply(stored.request()));
    }

    /** Of the others it is said where their keys are. */
    private static Optional<MadeKey> handedOver(SecretRequest request) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(handed.key());
            case SecretRequest.Done done -> Optional.of(done.key());
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

    private static int lastPage(List<Kept> keys) {
        return Math.max(0, keys.size() - 1) / HomeView.KEYS_ON_A_PAGE;
    }

    /** Keys that a newer one has replaced end without harm, so they are no work to come. */
    private Months months(List<Kept> keys, Instant now) {
        return Months.of(
                keys.stream()
                        .filter(kept -> kept.group() == Kept.Group.ENDING)
                        .map(kept -> kept.key().end())
                        .toList(),
                now,
                zone);
    }
}
