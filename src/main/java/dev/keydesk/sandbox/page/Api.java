package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The API of the page, by path: GET to read, POST to act. */
final class Api {
    private final SimulatedSlack slack;
    private final Map<String, Function<RequestFields, Object>> reads;
    private final Map<String, Function<RequestFields, Object>> deeds;

    Api(HostedWorld hostedWorld, List<SceneLine> scenes, ChangeNotifier bell) {
        slack = hostedWorld.slack();
        var entra = hostedWorld.entra();
        var offers = new Offers(slack);
        var screens = new Screens(hostedWorld, offers);
        var deed = new SlackActions(slack, offers);
        var portal = new EntraSide(entra, hostedWorld.time());
        var counter = new BotApi(hostedWorld);
        var faultApi = new FaultApi(slack, entra);
        var refusalDemos = new RefusalDemos(slack);
        this.reads =
                Map.of(
                        "/api/people", _ -> screens.people(),
                        "/api/screen", query -> screens.of(query.filled("as")),
                        "/api/entra", _ -> portal.portal(),
                        "/api/desk", _ -> counter.books(),
                        "/api/troubles", _ -> counter.troubles(),
                        "/api/misbehave", _ -> faultApi.menu(),
                        "/api/trials", _ -> refusalDemos.all(),
                        "/api/scenes", _ -> scenes);
        this.deeds =
                Map.ofEntries(
                        Map.entry("/api/say", deed::say),
                        Map.entry("/api/command", deed::command),
                        Map.entry("/api/shortcut", deed::shortcut),
                        Map.entry("/api/click", deed::click),
                        Map.entry("/api/view/click", deed::clickInView),
                        Map.entry("/api/view/choose", deed::choose),
                        Map.entry("/api/view/fill", deed::fill),
                        Map.entry("/api/view/suggest", deed::suggest),
                        Map.entry("/api/view/submit", deed::submit),
                        Map.entry("/api/view/close", deed::close),
                        Map.entry("/api/home", deed::openHome),
                        Map.entry("/api/reload", deed::reload),
                        Map.entry("/api/sign-in", portal::signIn),
                        Map.entry("/api/trial", refusalDemos::make),
                        Map.entry("/api/misbehave", faultApi::plan),
                        Map.entry("/api/behave", _ -> faultApi.behave()),
                        Map.entry("/api/time", request -> andAllIsNew(bell, counter.pass(request))),
                        Map.entry(
                                "/api/next-reminder",
                                _ -> andAllIsNew(bell, counter.passToTheNextReminder())));
    }

    /**
     * Returns an image that Slack has fetched; the page itself fetches nothing from other servers.
     */
    Optional<byte[]> picture(String address) {
        return slack.picture(address);
    }

    Optional<Function<RequestFields, Object>> read(String path) {
        return Optional.ofNullable(reads.get(path));
    }

    Optional<Function<RequestFields, Object>> deed(String path) {
        return Optional.ofNullable(deeds.get(path));
    }

    /**
     * A move of the time expires credentials and changes every date on the page, without any other
     * change.
     */
    private static Object andAllIsNew(ChangeNotifier bell, Object answer) {
        bell.ringAll();
        return answer;
    }
}
