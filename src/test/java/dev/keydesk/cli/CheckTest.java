package dev.keydesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.cli.CommandTown.Outcome;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class CheckTest {
    @TempDir private Path folder;
    private CommandTown commandTown;

    @BeforeEach
    void build() {
        commandTown = new CommandTown(folder);
    }

    @AfterEach
    void no_secret_was_ever_printed() {
        var everything = commandTown.types("check");
        assertThat(everything.out() + everything.err())
                .doesNotContain(
                        commandTown.slack.botToken().reveal(),
                        commandTown.slack.signingSecret().reveal(),
                        CommandTown.DESK_SECRET.reveal());
        commandTown.close();
    }

    private Outcome check() {
        return commandTown.types("check");
    }

    @Test
    void all_is_well() {
        var outcome = check();

        assertThat(outcome.out())
                .contains("SLACK_BOT_TOKEN=(hidden)")
                .contains("AZURE_CLIENT_SECRET=(hidden)")
                .contains("AZURE_TENANT_ID=" + CommandTown.TENANT)
                .contains("SLACK_APP_TOKEN is not set")
                .contains("KEYDESK_MANAGED_IDENTITY=no (default)")
                .contains("ok               settings and rules: complete")
                .contains("ok               pick-up: in Slack; one-time links are not offered")
                .contains("ok               Slack sign-in: https://example.slack.com/")
                .contains("ok               Slack scopes: all that the manifest asks for")
                .contains("ok               approvals channel: the desk is in ")
                .contains("ok               people in keydesk.yml: Slack knows all of them: 2 by")
                .contains(
                        "cannot tell      approver groups: Slack does not tell a bot who may edit "
                                + commandTown.approvers.value())
                .contains("ok               Entra sign-in: tenant " + CommandTown.TENANT)
                .contains("ok               Entra permission: Application.ReadWrite.OwnedBy")
                .contains(
                        "ok               app registrations: 3 visible, of which the desk owns 1;"
                                + " keydesk.yml serves 1")
                .contains("ok               clock: within half a minute of Microsoft's")
                .contains("ok               database: ")
                .endsWith("All is well.\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void a_missing_setting_and_a_broken_rule_keep_it_from_starting() {
        commandTown.environment.remove("SLACK_SIGNING_SECRET");
        var missing = check();

        assertThat(missing.code()).isEqualTo(78);
        assertThat(missing.out()).contains("SLACK_SIGNING_SECRET is not set");
        assertThat(missing.err())
                .startsWith("1 setting needs attention:")
                .contains("SLACK_SIGNING_SECRET is missing.")
                .doesNotContain("\tat ");

        commandTown.environment.put(
                "SLACK_SIGNING_SECRET", commandTown.slack.signingSecret().reveal());
        commandTown.write("version: 1\nrequesters: {user: [U1]}\n");
        var broken = check();

        assertThat(broken.code()).isEqualTo(78);
        assertThat(broken.err()).contains("keydesk.yml need").contains("Did you mean \"users\"?");
    }

    @Test
    void it_says_where_one_time_links_lead() {
        commandTown.environment.put("KEYDESK_PUBLIC_URL", "https://desk.example.com/");
        assertThat(check().out())
                .contains(
                        "ok               pick-up: in Slack, and by one-time links to"
                                + " https://desk.example.com, with a code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void links_that_lead_nowhere_keep_it_from_starting(String command) {
        commandTown.write(
                """
                version: 1
                approvals: {channel: C0123ABC, users: [U0123ABC]}
                pick-up: {ways: [link]}
                """);
        var outcome = commandTown.types(command);

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.err())
                .startsWith("1 setting needs attention:")
                .contains("KEYDESK_PUBLIC_URL is missing, and keydesk.yml wants pick-ups by link.")
                .doesNotContain("\tat ");
    }

    @Test
    void a_scope_the_manifest_asks_for_is_missing() {
        commandTown.slack.install(commandTown.slack.installation().withoutScope("usergroups:read"));

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("needs attention  Slack scopes: the token lacks usergroups:read. Put")
                .contains("then reinstall the app")
                .contains("needs attention  people in keydesk.yml: Slack refused")
                .contains("ok               Entra sign-in")
                .endsWith("2 parts need attention.\n");
    }

    @Test
    void the_desk_is_not_in_a_public_approvals_channel() {
        var hall = commandTown.workspace.channel("hall", false);
        commandTown.write(rulesWith(hall.value()));

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "needs attention  approvals channel: The desk is not a member of the"
                                + " approvals channel #hall. Invite it there.");
    }

    @Test
    void slack_shows_no_such_channel() {
        commandTown.workspace.kickBot(commandTown.channel);

        assertThat(check().out())
                .contains("needs attention  approvals channel: ")
                .contains("The desk cannot see the approvals channel", "(channel_not_found)")
                .endsWith("1 part needs attention.\n");
    }

    @Test
    void another_company_reads_the_approvals_channel() {
        commandTown.workspace.shareExternally(commandTown.channel);

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("#approvals is shared with another company");
    }

    @Test
    void the_approvals_channel_is_archived() {
        commandTown.workspace.archive(commandTown.channel);

        assertThat(check().out()).contains("needs attention  approvals channel: ", "is archived");
    }

    @Test
    void each_channel_of_the_routes_is_looked_at_once_and_named_by_its_line() {
        var general = commandTown.workspace.channel("general", false);
        var payroll = commandTown.workspace.channel("payroll", false);
        var hall = commandTown.workspace.channel("hall", false);
        commandTown.workspace.inviteBot(general);
        commandTown.workspace.inviteBot(payroll);
        commandTown.write(
                rulesWith(commandTown.channel.value())
                        + """
                        reminders:
                          channel: %1$s
                          routes:
                            - {apps: ["a*"], channel: %2$s}
                            - {apps: ["b*"], channel: %3$s}
                            - {apps: ["c*"], channel: %1$s}
                            - {apps: ["d*"], channel: %2$s}
                            - {apps: ["e*"], channel: %4$s}
                        """
                                .formatted(
                                        general.value(),
                                        payroll.value(),
                                        hall.value(),
                                        commandTown.channel.value()));

        assertThat(
                        check().out()
                                .lines()
                                .map(String::strip)
                                .filter(line -> line.contains("channel")))
                .containsSubsequence(
                        "ok               approvals channel: the desk is in %s, and no other company is"
                                .formatted(commandTown.channel.value()),
                        "ok               reminders' channel: the desk is in %s, and no other company is"
                                .formatted(general.value()),
                        "ok               channel of the routes in lines 8, 11: the desk is in %s, and no other company is"
                                .formatted(payroll.value()),
                        "needs attention  channel of the route in line 9: The desk is not a member"
                                + " of the channel of the route in line 9 #hall. Invite it there.")
                .hasSize(4);
    }

    @Test
    void the_rules_name_people_who_cannot_take_part() {
        var guest = commandTown.workspace.guest("gus");
        var stranger = commandTown.workspace.stranger("sam");
        var bot = commandTown.workspace.bot("robot");
        var unconfirmed = commandTown.workspace.person("ursula");
        commandTown.workspace.leaveEmailUnconfirmed(unconfirmed.id());
        commandTown.workspace.deactivate(commandTown.bob.id());
        commandTown.workspace.removeFromGroup(commandTown.approvers, commandTown.bob.id());
        commandTown.rules(
                "users: [%s, %s, %s, %s, %s, UNOBODY1]"
                        .formatted(
                                commandTown.bob.id().value(),
                                guest.id().value(),
                                stranger.id().value(),
                                bot.id().value(),
                                unconfirmed.id().value()));

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("needs attention  people in keydesk.yml: ")
                .contains(
                        commandTown.bob.id().value() + " is deactivated and cannot ask or decide.")
                .contains(guest.id().value() + " is a guest")
                .contains(stranger.id().value() + " is of another company")
                .contains(bot.id().value() + " is a bot")
                .contains(unconfirmed.id().value() + " has not confirmed the e-mail address")
                .contains("Slack knows no UNOBODY1; correct it in keydesk.yml.")
                .contains("user group %s has no members.".formatted(commandTown.approvers.value()));
    }

    @Test
    void the_rules_name_a_user_group_that_is_gone() {
        commandTown.workspace.disableGroup(commandTown.approvers);

        assertThat(check().out()).contains("Slack knows no " + commandTown.approvers.value());
    }

    @Test
    void slack_does_not_accept_the_token() {
        commandTown.environment.put("SLACK_BOT_TOKEN", "xoxb-of-somebody-else");

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("does not accept SLACK_BOT_TOKEN (invalid_auth). Copy")
                .contains("not tried        Slack scopes: the Slack sign-in has to work first.")
                .contains("ok               Entra sign-in")
                .doesNotContain("xoxb-of-somebody-else");
    }

    @Test
    void slack_is_too_busy_to_answer() {
        commandTown
                .slack
                .faults()
                .next("auth.test", new Fault.Refuse(429, Map.of("Retry-After", "7"), ""));

        assertThat(check().out())
                .contains("Slack is busy and did not do auth.test; ask again in 7");
    }

    @Test
    void the_client_secret_is_wrong() {
        commandTown.environment.put(
                "AZURE_CLIENT_SECRET", "Abc8Q~not-the-secret-of-this-desk-at-all");

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("needs attention  Entra sign-in: ")
                .contains("AADSTS7000215: AZURE_CLIENT_SECRET is not right.")
                .contains("not tried        app registrations: the sign-in has to work first.")
                .doesNotContain("not-the-secret-of-this-desk-at-all");
    }

    @Test
    void the_desks_own_secret_is_about_to_end() {
        ownSecretEndsIn(Duration.ofDays(12).plusHours(1));
        var outcome = commandTown.types("check");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "needs attention  own credential: the desk's own client secret expires on ")
                .contains(", in 12 days. Make a new one, set AZURE_CLIENT_SECRET to it");
    }

    @Test
    void the_desks_own_secret_lasts_for_a_while() {
        ownSecretEndsIn(Duration.ofDays(200).plusHours(1));
        assertThat(commandTown.types("check").out())
                .contains(
                        "ok               own credential: the desk's own client secret expires on ")
                .contains(", in 200 days");
    }

    private void ownSecretEndsIn(Duration time) {
        var own =
                commandTown.tenant.applications().stream()
                        .filter(app -> app.appId().equals(commandTown.desk.appId()))
                        .findFirst()
                        .orElseThrow();
        var key = commandTown.tenant.secretsOf(own.id()).getFirst().keyId();
        commandTown.tenant.moveEnd(own.id(), key, Instant.now().plus(time));
    }

    @Test
    void the_desk_may_read_but_not_make_secrets() {
        commandTown.tenant.servicePrincipal(ownApp(), "Application.Read.All");

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("needs attention  Entra permission: the desk may not make secrets.")
                .contains("ok               app registrations: 3 visible; keydesk.yml serves");
    }

    @Test
    void the_desk_may_do_nothing_at_all() {
        commandTown.tenant.servicePrincipal(ownApp());

        assertThat(check().out())
                .contains("needs attention  Entra permission: the desk may not make secrets.")
                .contains("needs attention  app registrations: ")
                .contains("The desk lacks a permission");
    }

    @Test
    void the_desk_may_change_every_app() {
        commandTown.tenant.servicePrincipal(ownApp(), "Application.ReadWrite.All");

        assertThat(check().out())
                .contains("ok               Entra permission: Application.ReadWrite.All: every app")
                .contains("app registrations: 3 visible; keydesk.yml serves 1");
    }

    @Test
    void the_desk_owns_no_app() {
        commandTown.tenant.change(
                commandTown.payroll.id(), app -> app.withoutOwner(commandTown.desk.id()));

        assertThat(check().out())
                .contains("needs attention  app registrations: 3 visible, of which the desk owns 0")
                .contains("az ad app owner add");
    }

    @Test
    void the_rules_serve_no_app_that_exists() {
        commandTown.tenant.rename(commandTown.payroll.id(), "wages");

        assertThat(check().out())
                .contains("needs attention  app registrations: ")
                .contains("keydesk.yml serves none of them");
    }

    @Test
    void nobody_is_at_home_in_slack_and_entra() throws IOException {
        var nowhere = "127.0.0.1:" + closedPort();
        commandTown.environment.put("KEYDESK_SLACK_API_URL", "http://" + nowhere + "/api/");
        commandTown.environment.put("AZURE_AUTHORITY_HOST", "https://" + nowhere);
        commandTown.environment.put("KEYDESK_GRAPH_URL", "http://" + nowhere + "/v1.0");

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "needs attention  connection to Slack: " + nowhere + ", without a proxy. ")
                .contains(
                        "needs attention  connection to sign-in: "
                                + nowhere
                                + ", without a proxy. ")
                .contains(
                        "needs attention  connection to Graph: " + nowhere + ", without a proxy. ")
                .contains(nowhere + " refused the connection")
                .contains("not tried        Slack sign-in: the connection has to work first.")
                .contains("not tried        Entra sign-in: the connection has to work first.")
                .contains("ok               database: ")
                .endsWith("3 parts need attention.\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void slack_and_entra_take_the_call_and_never_answer() {
        commandTown.patience = Duration.ofSeconds(1);
        commandTown.slack.faults().next("auth.test", new Fault.HangBefore());
        commandTown.entra.faults().next("token", new Fault.HangBefore());

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "ok               connection to Slack: ",
                        "ok               connection to sign-in: ")
                .contains("needs attention  Slack sign-in: ", " did not answer in time.")
                .contains("needs attention  Entra sign-in: The desk could not sign in to Entra")
                .contains("ok               database: ");
    }

    private static int closedPort() throws IOException {
        try (var taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }

    @Test
    void the_operators_have_a_channel_that_another_company_reads() throws IOException {
        var operators = commandTown.workspace.channel("operators", true);
        var rules = Files.readString(folder.resolve("keydesk.yml"));
        commandTown.write(rules + "operators: {channel: " + operators.value() + "}\n");
        assertThat(check().out()).contains("needs attention  operators' channel: ");

        commandTown.workspace.inviteBot(operators);
        assertThat(check().out()).contains("ok               operators' channel: the desk is in");

        commandTown.workspace.shareExternally(operators);
        assertThat(check().out())
                .contains("operators' channel #operators is shared with another company");
    }

    @Test
    void this_machines_clock_is_wrong() {
        commandTown.clockIsAhead = Duration.ofMinutes(2);
        assertThat(check().out())
                .contains("needs attention  clock: this machine's clock is ")
                .contains(" s ahead of Microsoft's.");

        commandTown.clockIsAhead = Duration.ofMinutes(-2);
        assertThat(check().out()).contains(" s behind Microsoft's.");
    }

    @Test
    void without_the_extra_certificates_all_that_needs_none_is_still_looked_at()
            throws IOException {
        commandTown.environment.put("KEYDESK_TRUST_STORE", letter().toString());
        commandTown.database();

        var outcome = check();

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.out())
                .contains("needs attention  certificates: The certificates in KEYDESK_TRUST_STORE")
                .contains(
                        "not tried        connection to Slack: correct KEYDESK_TRUST_STORE first.")
                .contains("not tried        Slack sign-in: correct KEYDESK_TRUST_STORE first.")
                .contains(
                        "not tried        connection to sign-in: correct KEYDESK_TRUST_STORE"
                                + " first.")
                .contains(
                        "not tried        connection to Graph: correct KEYDESK_TRUST_STORE first.")
                .contains("not tried        clock: correct KEYDESK_TRUST_STORE first.")
                .contains("ok               database: opens and can be written")
                .endsWith("1 part needs attention.\n");
        assertThat(outcome.err()).isEmpty();

        atAServerThatProvesWhoItIs();
        assertThat(check().out())
                .contains("not tried        database: correct KEYDESK_TRUST_STORE first.")
                .endsWith("1 part needs attention.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "restored", "audit", "allow-minting"})
    void without_the_extra_certificates_nothing_starts_and_the_file_is_named(String command)
            throws IOException {
        var letter = letter();
        commandTown.environment.put("KEYDESK_TRUST_STORE", letter.toString());
        atAServerThatProvesWhoItIs();

        var outcome = commandTown.types(command.split(" "));

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.err())
                .isEqualTo(
                        "The certificates in KEYDESK_TRUST_STORE (%s) cannot be read. It must be a PEM file with certificates.\n"
                                .formatted(letter));
    }

    private Path letter() throws IOException {
        return Files.writeString(folder.resolve("letter.pem"), "This is a letter to my aunt.");
    }

    private void atAServerThatProvesWhoItIs() {
        commandTown.environment.put(
                "KEYDESK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/desk?sslmode=verify-full");
        commandTown.environment.put("KEYDESK_DATABASE_USER", "desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void a_certificate_to_sign_in_with_that_is_none_is_a_mistake_in_the_settings(String command)
            throws IOException {
        commandTown.environment.remove("AZURE_CLIENT_SECRET");
        commandTown.environment.put("AZURE_CLIENT_CERTIFICATE_PATH", letter().toString());

        var outcome = commandTown.types(command);

        assertThat(outcome.code()).isEqualTo(78);
        assertThat(outcome.err())
                .startsWith("1 setting needs attention:")
                .contains("AZURE_CLIENT_CERTIFICATE_PATH", "letter.pem", "BEGIN CERTIFICATE")
                .doesNotContain("network", "Exception");
        commandTown.environment.remove("AZURE_CLIENT_CERTIFICATE_PATH");
        commandTown.environment.put("AZURE_CLIENT_SECRET", CommandTown.DESK_SECRET.reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check", "reminders --dry-run"})
    void a_token_that_the_platform_has_not_written_yet_may_come(String command) {
        commandTown.database();
        commandTown.environment.remove("AZURE_CLIENT_SECRET");
        var token = folder.resolve("token").toString();
        commandTown.environment.put("AZURE_FEDERATED_TOKEN_FILE", token);

        var outcome = commandTown.types(command.split(" "));

        assertThat(outcome.code()).isEqualTo(75);
        assertThat(outcome.err())
                .contains("AZURE_FEDERATED_TOKEN_FILE", "is not there yet")
                .doesNotContain(token);

        commandTown.environment.put("PORT", "http");
        assertThat(commandTown.types(command.split(" ")).code()).isEqualTo(78);
        commandTown.environment.put("PORT", "0");
        commandTown.environment.put("AZURE_FEDERATED_TOKEN_FILE", folder.toString());
        assertThat(commandTown.types(command.split(" ")).code()).isEqualTo(78);
    }

    @Test
    void the_database_is_not_there_yet_and_is_not_made_by_looking() {
        assertThat(check().out()).contains("keydesk.db is not there yet; the desk makes it");
        assertThat(folder.resolve("keydesk.db")).doesNotExist();
    }

    @Test
    void the_folder_of_the_database_is_missing() {
        commandTown.environment.put(
                "KEYDESK_DATABASE_URL", "jdbc:sqlite:" + folder + "/nowhere/k.db");

        assertThat(check().out())
                .contains("needs attention  database: ")
                .contains("k.db cannot be made: its folder is not there");
    }

    @Test
    void the_database_is_something_else() throws IOException {
        Files.writeString(folder.resolve("keydesk.db"), "This is a letter to my aunt.".repeat(100));

        assertThat(check().out())
                .contains("needs attention  database: The file ")
                .contains("is not a database. Nothing was changed.");
    }

    @Test
    void the_database_is_open_and_counts_its_requests() {
        commandTown.database();

        assertThat(check().out())
                .contains("ok               database: opens and can be written; format 1, 0 req");
    }

    @Test
    void a_postgresql_database_is_looked_at_without_making_anything_and_then_tried() {
        var place = Postgres.emptyDatabase();
        commandTown.environment.putAll(place.into(Map.of()));

        assertThat(commandTown.types("check").out())
                .contains("ok               database: is empty; the desk makes its tables in it")
                .contains("KEYDESK_DATABASE_PASSWORD=(hidden)")
                .doesNotContain(place.password());
        assertThat(commandTown.types("stop-minting", "--why", "incident 42").err())
                .startsWith("There is no database at " + place.url());
        commandTown.database();
        assertThat(commandTown.types("check").out())
                .contains("ok               database: opens and can be written; format 1, 0 req");
        assertThat(commandTown.types("stop-minting", "--why", "incident 42").code()).isZero();
    }

    @Test
    void a_postgresql_database_that_does_not_let_us_in() {
        var place = Postgres.freshDatabase().withPassword("not-the-one");
        commandTown.environment.putAll(place.into(Map.of()));

        var checked = commandTown.types("check");

        assertThat(checked.code()).isOne();
        assertThat(checked.out())
                .contains("needs attention  database: ", "does not accept this user and password")
                .doesNotContain("not-the-one");
    }

    @Test
    void the_database_was_written_by_a_newer_version() {
        commandTown.inDatabase("update keydesk set readable_from = 99");

        assertThat(check().out())
                .contains("needs attention  database: ", "was written by a newer keydesk");
    }

    private String ownApp() {
        return commandTown.tenant.applications().stream()
                .filter(app -> app.appId().equals(commandTown.desk.appId()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String rulesWith(String channel) {
        return """
        version: 1
        requesters: {users: [%s]}
        apps: {allow: ["payroll-*"]}
        approvals: {channel: %s, users: [%s]}
        """
                .formatted(commandTown.alice.id().value(), channel, commandTown.bob.id().value());
    }
}
