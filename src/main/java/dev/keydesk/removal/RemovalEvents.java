package dev.keydesk.removal;

/** How removals stand in the audit log. */
final class RemovalEvents {
    private RemovalEvents() {}

    /** Also what the metrics count them by. */
    static String kind(Removal now) {
        return switch (now) {
            case Removal.Asked _ -> "removal-asked";
            case Removal.Scheduled _ -> "removal-scheduled";
            case Removal.BeingRemoved being ->
                    being.acceptedAt().isPresent() ? "removal-accepted" : "removal-begun";
            case Removal.NeedsPerson _ -> "removal-stuck";
            case Removal.Declined _ -> "removal-declined";
            case Removal.Withdrawn _ -> "removal-withdrawn";
            case Removal.Gone _ -> "removal-gone";
        };
    }

    /** By ids, which do not change, and with what the person wrote. */
    static String asked(RemovalDetails details) {
        var key = details.key();
        return "Key %s of app registration %s (%s). %s"
                .formatted(
                        key.keyId(),
                        key.app().objectId(),
                        key.app().name(),
                        details.cause().sentence());
    }
}
