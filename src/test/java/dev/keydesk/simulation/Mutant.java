package dev.keydesk.simulation;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/**
 * The program with one of its source files changed, loaded beside the real one: the whole bot and
 * the simulation with it. They share the libraries, which know nothing of either.
 */
final class Mutant implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/main/java/dev/keydesk");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final URLClassLoader classes;

    private Mutant(URLClassLoader classes) {
        this.classes = classes;
    }

    /**
     * Compiles the changed file and nothing else.
     *
     * @throws IllegalStateException if the change does not fit, or is not Java
     */
    static Mutant with(PlantedBug bug, Path folder) throws IOException {
        var original = SOURCES.resolve(bug.file);
        var text = Files.readString(original);
        if (text.split(java.util.regex.Pattern.quote(bug.right), -1).length != 2) {
            throw new IllegalStateException(bug + " does not fit " + original);
        }
        var changed = folder.resolve(original.getFileName());
        Files.writeString(changed, text.replace(bug.right, bug.wrong));
        compile(changed, folder);
        var all = new ArrayList<URL>();
        all.add(folder.toUri().toURL());
        all.addAll(classPath());
        return new Mutant(new OursAnew(all.toArray(URL[]::new)));
    }

    /** Loads our own classes again, whether they are there already or not. */
    private static final class OursAnew extends URLClassLoader {
        OursAnew(URL[] places) {
            super(places, Mutant.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.keydesk.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static void compile(Path file, Path into) {
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-nowarn",
                                "-cp",
                                CLASS_PATH,
                                "-d",
                                into.toString(),
                                file.toString());
        if (result != 0) {
            throw new IllegalStateException(file + " does not compile");
        }
    }

    private static List<URL> classPath() throws MalformedURLException {
        var all = new ArrayList<URL>();
        for (var place : CLASS_PATH.split(File.pathSeparator, -1)) {
            all.add(Path.of(place).toUri().toURL());
        }
        return all;
    }

    /** Plays schedules with it until one breaks a promise. */
    Caught firstCaught(long from, int most) throws Exception {
        var search =
                classes.loadClass(Mutant.class.getName())
                        .getDeclaredMethod("search", long.class, int.class);
        search.setAccessible(true);
        var found = (Object[]) search.invoke(null, from, most);
        return new Caught((Long) found[0], (String) found[1]);
    }

    /** Called in the mutant's own world, so it answers in words of the JDK only. */
    @SuppressWarnings("unused")
    private static Object[] search(long from, int most) throws Exception {
        var simulation = new Simulation(Grounds.sqlite(), System.out, 0);
        for (long seed = from; seed < from + most; seed++) {
            var outcome = simulation.outcome(seed);
            if (!outcome.isFine()) {
                return new Object[] {seed, outcome.broken().getFirst()};
            }
        }
        return new Object[] {-1L, "nothing in %d schedules".formatted(most)};
    }

    /** Which schedule caught it, and by which promise. */
    record Caught(long seed, String law) {}

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
