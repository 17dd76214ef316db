package dev.keydesk.expiry;

/**
 * The number of rows that a scan changed; unchanged ones are not written.
 *
 * @param apps registrations that are new, changed or gone
 * @param appeared credentials seen for the first time, or again
 * @param changed credentials with another name or other dates
 * @param gone credentials that Entra no longer shows
 */
public record ScanResult(int apps, int appeared, int changed, int gone) {
    static final ScanResult NOTHING = new ScanResult(0, 0, 0, 0);

    ScanResult plus(ScanResult more) {
        return new ScanResult(
                apps + more.apps,
                appeared + more.appeared,
                changed + more.changed,
                gone + more.gone);
    }

    /** Returns the sum. */
    public int rows() {
        return apps + appeared + changed + gone;
    }
}
