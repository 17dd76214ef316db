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

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.keydesk.config.Nearest;
import dev.keydesk.config.SecretText;
import dev.keydesk.entra.AppIndex;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The map in docs/architecture.md, held against the code, and rules for all of it. */
@AnalyzeClasses(packages = "dev.keydesk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final ArchitecturePage PAGE = ArchitecturePage.read();

    private static final Pattern OURS = Pattern.compile("dev\\.keydesk\\.(\\w+)");

    /** These start the program. */
    private static final Set<String> OUTSIDE = Set.of("cli", "sandbox");

    @ArchTest
    static void each_package_uses_only_those_that_the_page_allows(JavaClasses all) {
        var broken =
                PAGE.table().entrySet().stream()
                        .map(row -> uses(row.getKey(), row.getValue()).evaluate(all))
                        .flatMap(result -> result.getFailureReport().getDetails().stream())
                        .toList();
        assertThat(broken).isEmpty();
    }

    @ArchTest
    static void the_page_has_all_packages_and_no_others(JavaClasses all) {
        var packages =
                all.stream()
                        .map(ArchitectureTest::room)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(OUTSIDE);
        assertThat(PAGE.table().keySet()).isEqualTo(packages);
        assertThat(PAGE.table().values().stream().flatMap(Set::stream)).isSubsetOf(packages);
    }

    @ArchTest
    static void each_package_that_may_be_used_is_used(JavaClasses all) {
        var used = new TreeMap<String, Set<String>>();
        PAGE.table().keySet().forEach(name -> used.put(name, new TreeSet<>()));
        for (var one : all) {
            var from = room(one);
            if (used.containsKey(from)) {
                one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> room(dependency.getTargetClass()))
                        .filter(to -> !to.isEmpty() && !to.equals(from) && !to.equals("logging"))
                        .forEach(used.get(from)::add);
            }
        }
        assertThat(PAGE.table()).isEqualTo(used);
    }

    /** The first of our package names under the root; empty for the root and for libraries. */
    private static String room(JavaClass one) {
        var found = OURS.matcher(one.getPackageName());
        return found.lookingAt() ? found.group(1) : "";
    }

    @ArchTest
    static void the_picture_says_what_the_table_says(JavaClasses all) {
        assertThat(ArchitecturePage.reachable(PAGE.picture()))
                .isEqualTo(ArchitecturePage.reachable(PAGE.table()));
    }

    @ArchTest
    static void each_class_that_the_page_names_exists(JavaClasses all) throws IOException {
        var names = all.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        try (var tests = Files.walk(Path.of("src/test/java"))) {
            tests.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(names::add);
        }
        assertThat(PAGE.classes()).hasSizeGreaterThan(40).isSubsetOf(names);
    }

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
    static final ArchRule one_kind_of_http_server =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.sun.net.httpserver..");

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
    static final ArchRule schemas = only(List.of("config"), "com.networknt..", "org.yaml..");

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

    /** More than these say that a class does several things, or that a concept has no name yet. */
    private static final int MOST_PARAMETERS = 6;

    /** Records that carry more than data, each with the reason why it has more. */
    private static final Map<String, String> MORE_PARAMETERS =
            Map.of(
                    "RuntimeContext",
                    "each is one thing that tests, sandbox and simulation replace by itself",
                    "StateTable",
                    "a declaration: each says something else about one table",
                    "Route",
                    "a declaration: each says something else about one call of Graph",
                    "HostedWorld",
                    "what the page of the sandbox shows; it is passed on, and nothing works with"
                            + " it");

    @ArchTest
    static void a_constructor_has_at_most_six_parameters(JavaClasses all) {
        var longer =
                all.stream()
                        .filter(one -> !isData(one))
                        .filter(one -> mostParameters(one) > MOST_PARAMETERS)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(longer).isEqualTo(new TreeSet<>(MORE_PARAMETERS.keySet()));
    }

    /** A record of values; one that carries a part of the program or a function is none. */
    private static boolean isData(JavaClass one) {
        return one.isRecord()
                && one.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getRawType)
                        .allMatch(ArchitectureTest::isValue);
    }

    private static boolean isValue(JavaClass type) {
        return type.getPackageName().startsWith("dev.keydesk")
                ? type.isRecord()
                        || type.isEnum()
                        || type.reflect().isSealed()
                        || type.isEquivalentTo(SecretText.class)
                : !type.getPackageName().equals("java.util.function");
    }

    private static int mostParameters(JavaClass one) {
        // The compiler adds the two of an enum, the outer one of an inner class, and what a class
        // inside of a method captures.
        if (one.isEnum() || one.isAnonymousClass() || one.isLocalClass()) {
            return 0;
        }
        int hidden = one.isInnerClass() ? 1 : 0;
        int made =
                one.getConstructors().stream()
                        .mapToInt(it -> it.getRawParameterTypes().size() - hidden)
                        .max()
                        .orElse(0);
        // A feature that nobody asks for anything afterwards is registered, not made.
        int registered =
                one.getMethods().stream()
                        .filter(it -> it.getName().equals("register"))
                        .mapToInt(it -> it.getRawParameterTypes().size())
                        .max()
                        .orElse(0);
        return Math.max(made, registered);
    }

    @ArchTest
    static final ArchRule no_names_that_say_nothing =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor)");

    private static ArchRule uses(String who, Set<String> whom) {
        var allowed =
                // What the log may say of an exception is for everybody.
                Stream.concat(Stream.of(who, "logging"), whom.stream())
                        .map(ArchitectureTest::ours)
                        .toArray(String[]::new);
        return classes()
                .that(resideInAPackage(ours(who)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("dev.keydesk..")).or(resideInAnyPackage(allowed)))
                .as("%s may use %s".formatted(who, whom));
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
