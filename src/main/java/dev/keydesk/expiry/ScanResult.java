package dev.keydesk.expiry;

/**
 * What a scan changed in the rows; what stayed the same was not written.
 *
 * @param apps registrations that are new, differ, or are gone
 * @param appeared keys seen for the first time, or again
 * @param changed keys with another name or other dates
 * @param gone keys that Entra no longer shows
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

    public int rows() {
        return apps + appeared + changed + gone;
    }
}
