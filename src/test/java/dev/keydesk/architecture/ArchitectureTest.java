package dev.keydesk.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.slack.api.methods.MethodsClient;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.keydesk.config.Nearest;
import dev.keydesk.config.SecretText;
import dev.keydesk.entra.AppIndex;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The picture of the house in docs/rationale.md, held against the code. */
@AnalyzeClasses(packages = "dev.keydesk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    // Which of our packages each package may know. Whoever is not named here may know nothing.

    @ArchTest static final ArchRule config_knows_nothing_of_ours = knows("config");
    @ArchTest static final ArchRule faults_knows_nothing_of_ours = knows("logging");
    @ArchTest static final ArchRule network = knows("network", "config");
    @ArchTest static final ArchRule chat = knows("chat", "network", "config");
    @ArchTest static final ArchRule entra = knows("entra", "network", "config");
    @ArchTest static final ArchRule store = knows("store", "network", "config");
    @ArchTest static final ArchRule lookup = knows("lookup", "entra", "store");
    @ArchTest static final ArchRule jobs = knows("jobs", "store");
    @ArchTest static final ArchRule audit = knows("audit", "store", "config");

    @ArchTest
    static final ArchRule livemessages = knows("livemessages", "chat", "store", "jobs", "config");

    @ArchTest
    static final ArchRule interactions = knows("interactions", "chat", "store", "jobs", "config");

    @ArchTest
    static final ArchRule request =
            knows(
                    "request",
                    "lookup",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule approval =
            knows(
                    "approval",
                    "request",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule keychange =
            knows("keychange", "request", "entra", "store", "jobs", "audit");

    @ArchTest
    static final ArchRule pickup =
            knows(
                    "pickup",
                    "keychange",
                    "orphans",
                    "lookup",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule orphans =
            knows(
                    "orphans",
                    "keychange",
                    "lookup",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages");

    @ArchTest
    static final ArchRule expiry =
            knows(
                    "expiry",
                    "lookup",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule removal =
            knows(
                    "removal",
                    "keychange",
                    "expiry",
                    "lookup",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule reminder =
            knows(
                    "reminder",
                    "ownership",
                    "removal",
                    "expiry",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule renewal =
            knows(
                    "renewal",
                    "reminder",
                    "removal",
                    "expiry",
                    "request",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "livemessages",
                    "interactions");

    @ArchTest
    static final ArchRule link =
            knows(
                    "link",
                    "pickup",
                    "request",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "jobs",
                    "interactions");

    @ArchTest
    static final ArchRule restore =
            knows(
                    "restore",
                    "link",
                    "pickup",
                    "removal",
                    "request",
                    "interactions",
                    "audit",
                    "store",
                    "config");

    @ArchTest
    static final ArchRule ownership =
            knows("ownership", "expiry", "lookup", "request", "entra", "chat", "store", "config");

    @ArchTest static final ArchRule expirychart = knows("expirychart", "store");
    @ArchTest static final ArchRule retention = knows("retention", "store");

    @ArchTest
    static final ArchRule credentiallist =
            knows(
                    "credentiallist",
                    "ownership",
                    "reminder",
                    "expiry",
                    "request",
                    "entra",
                    "chat",
                    "store",
                    "audit",
                    "config",
                    "interactions",
                    "jobs");

    @ArchTest
    static final ArchRule home =
            knows(
                    "home",
                    "credentiallist",
                    "ownership",
                    "expirychart",
                    "expiry",
                    "request",
                    "livemessages",
                    "chat",
                    "store",
                    "config",
                    "interactions",
                    "jobs");

    @ArchTest static final ArchRule web = knows("web", "link", "expirychart", "request", "config");

    @ArchTest
    static final ArchRule monitoring =
            knows(
                    "monitoring",
                    "jobs",
                    "expiry",
                    "expirychart",
                    "audit",
                    "chat",
                    "entra",
                    "store",
                    "web");

    @ArchTest
    static final ArchRule slack =
            knows(
                    "slack",
                    "request",
                    "approval",
                    "pickup",
                    "link",
                    "home",
                    "credentiallist",
                    "reminder",
                    "removal",
                    "renewal",
                    "interactions",
                    "chat",
                    "config");

    @ArchTest
    static final ArchRule searches_have_one_door_and_it_leads_away_from_acknowledgements =
            noClasses()
                    .that(not(named("AppSearch", "AppIndex")))
                    .should()
                    .callMethod(AppIndex.class, "suggest", String.class, Predicate.class, int.class)
                    .orShould()
                    .callMethod(AppIndex.class, "mayMean", String.class, Predicate.class)
                    .orShould()
                    .callMethod(AppIndex.class, "matchOne", String.class, Predicate.class)
                    .orShould()
                    .callMethod(Nearest.class, "few", String.class, Collection.class, int.class);

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("dev.keydesk.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_but_the_command_line_and_the_sandbox_knows_the_wiring =
            noClasses()
                    .that(resideInAPackage("dev.keydesk.*.."))
                    .and(not(resideInAnyPackage("dev.keydesk.cli..", "dev.keydesk.sandbox..")))
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.keydesk"));

    @ArchTest
    static final ArchRule the_bot_does_not_know_that_there_is_a_sandbox =
            noClasses()
                    .that(not(resideInAnyPackage("dev.keydesk.sandbox..", "dev.keydesk.cli..")))
                    .and()
                    .doNotHaveFullyQualifiedName("dev.keydesk.Main")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.keydesk.sandbox.."));

    // Who may touch which library. The sandbox plays the other side and may touch what it likes.

    @ArchTest static final ArchRule bolt = only(List.of("slack"), "com.slack.api.bolt..");

    @ArchTest
    static final ArchRule jetty =
            only(List.of("web", "slack"), "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule microsoft = only(List.of("entra"), "com.microsoft..", "com.azure..");

    @ArchTest
    static final ArchRule databases =
            only(
                    List.of("store", "jobs"),
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.sqlite..",
                    "org.postgresql..");

    @ArchTest
    static final ArchRule scheduler =
            only(
                    List.of("jobs"),
                    named("RuntimeContext", "EngineMaker"),
                    "com.github.kagkarlsson..");

    @ArchTest
    static final ArchRule pictures =
            only(List.of("expirychart"), "org.knowm..", "java.awt..", "javax.imageio..");

    @ArchTest static final ArchRule command_line = only(List.of("cli"), named("Main"), "picocli..");

    @ArchTest
    static final ArchRule only_chat_calls_slack =
            noClasses()
                    .that(not(resideInAnyPackage("dev.keydesk.chat..", "dev.keydesk.sandbox..")))
                    .should()
                    .dependOnClassesThat(equivalentTo(MethodsClient.class));

    // Secrets and time.

    @ArchTest
    static final ArchRule the_places_a_secret_leaves_us =
            noClasses()
                    .that(not(resideInAPackage("dev.keydesk.sandbox..")))
                    .and(
                            not(
                                    named(
                                            // The value of a key, to the person who picks it up.
                                            "SecretMessage",
                                            "PickUpPageJson",
                                            // Token and code, to the requester; and what is made
                                            // of them to know them again.
                                            "LinkMessage",
                                            "LinkCredentials",
                                            // The bot token, to Slack; the signing secret, into the
                                            // signature.
                                            "SlackClient",
                                            "SignatureCheck",
                                            // The password of the database, to its driver.
                                            "PostgresServer",
                                            // The proxy's own password, to the proxy.
                                            "ProxyLogin",
                                            // The desk's own secret or token, to Microsoft's
                                            // library.
                                            "CredentialFactory")))
                    .should()
                    .accessTargetWhere(
                            target(name("reveal"))
                                    .and(targetOwner(equivalentTo(SecretText.class))));

    @ArchTest
    static final ArchRule time_comes_from_outside =
            noClasses()
                    .that(not(resideInAnyPackage("dev.keydesk.sandbox..", "dev.keydesk.cli..")))
                    .and(not(named("RuntimeContext")))
                    .should()
                    .accessTargetWhere(
                            target(nameMatching("now|currentTimeMillis|nanoTime|system.*"))
                                    .and(targetOwner(clock())));

    /** What a machine's locale would change; numbers in texts are looked at by LocaleTest. */
    @ArchTest
    static final ArchRule the_locale_of_the_machine_changes_nothing =
            noClasses()
                    .should()
                    .callMethod(String.class, "toLowerCase")
                    .orShould()
                    .callMethod(String.class, "toUpperCase")
                    .orShould()
                    .callMethod(String.class, "format", String.class, Object[].class)
                    .orShould()
                    .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                    .orShould()
                    .callMethod(PrintStream.class, "format", String.class, Object[].class)
                    .orShould()
                    .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                    .orShould()
                    .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                    .orShould()
                    .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                    .orShould()
                    .callMethod(DateTimeFormatterBuilder.class, "toFormatter")
                    .orShould()
                    .callMethod(Locale.class, "getDefault")
                    .orShould()
                    .callMethod(Locale.class, "getDefault", Locale.Category.class)
                    .orShould()
                    .callMethod(ZoneId.class, "systemDefault")
                    .orShould()
                    .accessTargetWhere(target(nameMatching("ofLocalized.*")))
                    .orShould()
                    .dependOnClassesThat(
                            resideInAPackage("java.text")
                                    .and(
                                            nameMatching(
                                                    ".*(DateFormat|NumberFormat|DecimalFormat|MessageFormat|Collator)")));

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses()
                    // The one pause there is: Entra asked the background scan to slow down.
                    .that(not(named("ScanPause")))
                    .and(not(resideInAPackage("dev.keydesk.sandbox..")))
                    .should()
                    .accessTargetWhere(
                            target(nameMatching("sleep|parkNanos|parkUntil"))
                                    .and(
                                            targetOwner(
                                                    resideInAnyPackage(
                                                            "java.lang", "java.util.."))));

    @ArchTest
    static final ArchRule no_names_that_say_nothing =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor)");

    private static ArchRule knows(String who, String... whom) {
        var allowed =
                // What the log may say of an exception is for everybody.
                Stream.concat(Stream.of(who, "logging"), Arrays.stream(whom))
                        .map(ArchitectureTest::ours)
                        .toArray(String[]::new);
        return classes()
                .that(resideInAPackage(ours(who)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("dev.keydesk..")).or(resideInAnyPackage(allowed)))
                .as(
                        who
                                + " may know "
                                + (whom.length == 0 ? "none of ours" : String.join(", ", whom)));
    }

    private static ArchRule only(List<String> who, String... libraries) {
        return only(who, named(), libraries);
    }

    private static ArchRule only(
            List<String> who, DescribedPredicate<JavaClass> besides, String... libraries) {
        var allowed =
                Stream.concat(who.stream(), Stream.of("sandbox"))
                        .map(ArchitectureTest::ours)
                        .toArray(String[]::new);
        return noClasses()
                .that(not(resideInAnyPackage(allowed).or(besides)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .as("only %s may touch %s".formatted(who, Arrays.toString(libraries)));
    }

    private static String ours(String name) {
        return "dev.keydesk." + name + "..";
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        var all = Set.of(names);
        return DescribedPredicate.describe(
                String.join(", ", names), type -> all.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> clock() {
        return resideInAPackage("java.time..").or(equivalentTo(System.class));
    }
}
