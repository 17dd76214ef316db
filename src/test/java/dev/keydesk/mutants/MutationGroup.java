package dev.keydesk.mutants;

import java.util.List;

/**
 * Classes that PIT changes, and the tests that have to notice. Each group has its own tests, since
 * with all of them a run would take hours.
 *
 * @param name also the folder of its report
 * @param classes below the root of our packages; nested classes come along
 * @param tests below the root of our packages
 */
record MutationGroup(String name, List<String> classes, List<String> tests) {
    static final List<MutationGroup> ALL =
            List.of(
                    new MutationGroup(
                            "policy",
                            List.of(
                                    "request.Policy",
                                    "request.Standing",
                                    "removal.Revokers",
                                    "renewal.Pressers",
                                    "reminder.Members"),
                            List.of(
                                    "request.PolicyTest",
                                    "stories.EveryActionTest",
                                    "stories.GuardsTest",
                                    "stories.RevokingTest",
                                    "stories.OldKeyTest")),
                    new MutationGroup(
                            "states",
                            List.of(
                                    "request.SecretRequest",
                                    "request.Right",
                                    "request.Timetable",
                                    "removal.Removal",
                                    "renewal.Renewal",
                                    "reminder.Line",
                                    "link.Link"),
                            List.of(
                                    "request.SecretRequestTest",
                                    "request.StateQuestionsTest",
                                    "request.TimetableTest",
                                    "request.HeadlineTest",
                                    "removal.RemovalTest",
                                    "renewal.RenewalTest",
                                    "reminder.LineTest",
                                    "link.LinkTest")),
                    new MutationGroup(
                            "guards",
                            List.of(
                                    "approval.Deciders",
                                    "approval.Approvals",
                                    "approval.StuckRequests",
                                    "request.Withdrawals"),
                            List.of("request.DecisionsTest")),
                    new MutationGroup(
                            "hand-over",
                            List.of(
                                    "pickup.PickUps",
                                    "pickup.Receipts",
                                    "pickup.TakeBacks",
                                    "pickup.Doubts"),
                            List.of(
                                    "request.DecisionsTest",
                                    "stories.PickingUpTest",
                                    "stories.ByLinkTest",
                                    "stories.GuardsTest")),
                    new MutationGroup(
                            "reminder-rows",
                            List.of("reminder.ToldSteps", "reminder.Sent", "reminder.ReminderPlan"),
                            List.of("reminder.ReminderRowsTest", "reminder.ReminderPlanTest")));

    @Override
    public String toString() {
        return name;
    }
}
