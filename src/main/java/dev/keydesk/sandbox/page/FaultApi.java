package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.Faults;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.List;

/** Lets a person make the next calls of Keydesk fail. */
final class FaultApi {
    private static final int MOST_AT_ONCE = 20;
    private static final List<String> SLACK_CALLS =
            List.of(
                    "chat.postMessage",
                    "chat.update",
                    "chat.postEphemeral",
                    "conversations.open",
                    "conversations.info",
                    "views.open",
                    "views.update",
                    "views.publish",
                    "users.info",
                    "usergroups.users.list",
                    "auth.test",
                    "response_url",
                    "*");
    private static final List<String> ENTRA_CALLS =
            List.of(
                    "addPassword",
                    "removePassword",
                    "getApplication",
                    "listApplications",
                    "token",
                    "owners",
                    "users",
                    "servicePrincipals",
                    "policies",
                    "*");

    private final SimulatedSlack slack;
    private final SimulatedEntra entra;

    FaultApi(SimulatedSlack slack, SimulatedEntra entra) {
        this.slack = slack;
        this.entra = entra;
    }

    Menu menu() {
        return new Menu(
                Victim.of(SLACK_CALLS, FaultOption.ofSlack(), slack.faults().left()),
                Victim.of(ENTRA_CALLS, FaultOption.ofEntra(), entra.faults().left()));
    }

    Menu plan(RequestFields request) {
        boolean isSlack = isSlack(request.filled("side"));
        var call = call(request.filled("call"), isSlack ? SLACK_CALLS : ENTRA_CALLS);
        var faultOption =
                mischief(
                        request.filled("mischief"),
                        isSlack ? FaultOption.ofSlack() : FaultOption.ofEntra());
        long times = request.find("times").isPresent() ? request.number("times") : 1;
        if (times < 1 || times > MOST_AT_ONCE) {
            throw Unanswerable.badRequest("Choose 1 to %s times.".formatted(MOST_AT_ONCE));
        }
        faults(isSlack).next(call, Math.toIntExact(times), faultOption.fault());
        return menu();
    }

    Menu behave() {
        slack.faults().clear();
        entra.faults().clear();
        return menu();
    }

    private Faults faults(boolean isSlack) {
        return isSlack ? slack.faults() : entra.faults();
    }

    private static boolean isSlack(String side) {
        return switch (side) {
            case "slack" -> true;
            case "entra" -> false;
            default -> throw Unanswerable.badRequest("Choose slack or entra.");
        };
    }

    private static String call(String name, List<String> calls) {
        if (!calls.contains(name)) {
            throw Unanswerable.badRequest("There is no call %s.".formatted(name));
        }
        return name;
    }

    private static FaultOption mischief(String id, List<FaultOption> known) {
        return known.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Unanswerable.badRequest("There is no fault %s.".formatted(id)));
    }

    record Menu(Victim slack, Victim entra) {}

    /**
     * @param planned how many calls will still fail
     */
    record Victim(List<String> calls, List<Ill> ills, int planned) {
        static Victim of(List<String> calls, List<FaultOption> mischiefs, int planned) {
            var ills = mischiefs.stream().map(it -> new Ill(it.id(), it.label())).toList();
            return new Victim(calls, ills, planned);
        }
    }

    record Ill(String id, String label) {}
}
