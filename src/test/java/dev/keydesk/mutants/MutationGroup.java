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
                                    "request.Principal",
                                    "removal.Revokers",
                                    "removal.RemovalPermissions",
                                    "reminder.MemberGuard"),
                            List.of(
                                    "request.PolicyTest",
                                    "stories.EveryActionTest",
                                    "stories.GuardsTest",
                                    "stories.RevokingTest",
                                    "stories.RemovingTest",
                                    "stories.OldKeyTest")),
                    new MutationGroup(
                            "states",
                            List.of(
                                    "request.SecretRequest",
                                    "request.PickUpGrant",
                                    "request.StateTimers",
                                    "removal.Removal",
                                    "removal.Renewal",
                                    "reminder.ReminderLine",
                                    "link.Link"),
                            List.of(
                                    "request.SecretRequestTest",
                                    "request.StateQuestionsTest",
                                    "request.StateTimersTest",
                                    "request.StatusTextTest",
                                    "removal.RemovalTest",
                                    "reminder.ReminderLineTest",
                                    "link.LinkTest")),
                    new MutationGroup(
                            "guards",
                            List.of(
                                    "decision.DecisionGuard",
                                    "approval.Approvals",
                                    "approval.ManualIntervention",
                                    "request.Withdrawals"),
                            List.of("request.RequestDecisionsTest")),
                    new MutationGroup(
                            "hand-over",
                            List.of(
                                    "pickup.PickUps",
                                    "pickup.DeliveryConfirmation",
                                    "pickup.KeyRollback",
                                    "pickup.OutcomeReconciliation"),
                            List.of(
                                    "request.RequestDecisionsTest",
                                    "request.HandOverTest",
                                    "stories.PickingUpTest",
                                    "stories.ByLinkTest",
                                    "stories.GuardsTest")),
                    new MutationGroup(
                            "reminder-rows",
                            List.of(
                                    "reminder.ReminderLog",
                                    "reminder.ReminderStatus",
                                    "reminder.ReminderPlan"),
                            List.of("reminder.ReminderRowsTest", "reminder.ReminderPlanTest")));

    @Override
    public String toString() {
        return name;
    }
}
