package dev.keydesk.credentiallist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import dev.keydesk.config.ControlCharacters;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.ownership.ResponsibleApps;
import dev.keydesk.request.IssuedSecrets;
import dev.keydesk.request.IssuedSecrets.Issued;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A list of credentials as CSV for a spreadsheet: RFC 4180, in UTF-8 with a byte order mark for
 * Excel. A cell of other people's text that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class KeyCsv {
    private static final String EXCEL_READS_UTF_8 = "\uFEFF";

    /**
     * Matches what a spreadsheet may take for a formula: at the start of a cell, and after a
     * character that starts another cell where lists are split at semicolons, quoted or not. Excel
     * in Japan accepts the full-width signs too.
     */
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[;|])(?=[\\s\\p{Z}\"'“”＂]*[=+\\-@＝＋－＠﹦﹢﹣﹫])");

    private static final CsvSchema SCHEMA =
            CsvSchema.builder()
                    .addColumn("app")
                    .addColumn("client id")
                    .addColumn("object id")
                    .addColumn("key id")
                    .addColumn("kind")
                    .addColumn("name")
                    .addColumn("begins with")
                    .addColumn("starts")
                    .addColumn("expires")
                    .addColumn("days left")
                    .addColumn("state")
                    .addColumn("made by the desk")
                    .addColumn("request")
                    .addColumn("asked for by")
                    .addColumn("owners in Entra")
                    .build()
                    .withHeader()
                    .withLineSeparator("\r\n");

    private final IssuedSecrets issued;
    private final ResponsibleApps responsibleApps;

    KeyCsv(IssuedSecrets issued, ResponsibleApps responsibleApps) {
        this.issued = issued;
        this.responsibleApps = responsibleApps;
    }

    String of(List<CredentialView> keys, Instant now) {
        var owners = new HashMap<String, String>();
        var provenance = Provenance.of(issued, keys);
        var rows =
                keys.stream()
                        .map(view ->
                                row(
                                        view,
                                        provenance.of(view.key()),
                                        owners.computeIfAbsent(
                                                view.key().app().objectId(),
                                                app ->
                                                        String.join(
                                                                "; ",
                                                                responsibleApps.ownersOf(app))),
                                        now))
                        .toList();
        try {
            var mapper =
                    CsvMapper.csvBuilder()
                            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                            .build();
            return EXCEL_READS_UTF_8 + mapper.writer(SCHEMA).writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a list of texts", impossible);
        }
    }

    private Map<String, Object> row(
            CredentialView view, Optional<Issued> made, String owners, Instant now) {
        var key = view.key();
        var row = new LinkedHashMap<String, Object>();
        row.put("app", guarded(key.app().name()));
        row.put("client id", guarded(key.app().clientId()));
        row.put("object id", guarded(key.app().objectId()));
        row.put("key id", guarded(key.keyId()));
        row.put("kind", key.kind().words());
        row.put("name", guarded(key.name().orElse("")));
        row.put("begins with", guarded(key.hint().orElse("")));
        row.put("starts", key.start().toString());
        row.put("expires", key.neverExpires() ? "" : key.end().toString());
        row.put("days left", key.neverExpires() ? "" : view.daysLeft());
        row.put("state", state(view, now));
        row.put("made by the desk", made.isPresent() ? "yes" : "no");
        row.put("request", made.map(it -> it.ticket().text()).orElse(""));
        row.put("asked for by", made.map(it -> it.requester().value()).orElse(""));
        row.put("owners in Entra", guarded(owners));
        return row;
    }

    private static String state(CredentialView view, Instant now) {
        if (view.key().isOfApplicationProxy()) {
            return Secret.OF_APPLICATION_PROXY;
        }
        if (view.superseded().isPresent()) {
            return "superseded";
        }
        if (view.key().neverExpires()) {
            return "never expires";
        }
        return view.hasEnded(now) ? "expired" : "live";
    }

    /**
     * Returns the text on one line and not as a formula, as OWASP advises; spreadsheets themselves
     * mark a text with an apostrophe.
     */
    static String guarded(String cell) {
        return FORMULA.matcher(ControlCharacters.replaced(cell)).replaceAll("'");
    }
}
