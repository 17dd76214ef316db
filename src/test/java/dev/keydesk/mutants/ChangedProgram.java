package dev.keydesk.mutants;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/**
 * The program with one of its source files changed, loaded beside the real one: the whole bot and
 * its tests with it. They share the libraries, which know nothing of either.
 */
public final class ChangedProgram implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/main/java/dev/keydesk");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final URLClassLoader classes;

    private ChangedProgram(URLClassLoader classes) {
        this.classes = classes;
    }

    /**
     * Compiles the changed file and nothing else.
     *
     * @param file below the root of our packages
     * @throws IllegalStateException if the change does not fit, or is not Java
     */
    public static ChangedProgram with(String file, String right, String wrong, Path folder)
            throws IOException {
        var changed = folder.resolve(Path.of(file).getFileName());
        Files.writeString(changed, changed(file, right, wrong));
        compile(changed, folder);
        var all = new ArrayList<URL>();
        all.add(folder.toUri().toURL());
        all.addAll(classPath());
        return new ChangedProgram(new OursAnew(all.toArray(URL[]::new)));
    }

    /**
     * The file with the change.
     *
     * @throws IllegalStateException if what is to be changed does not stand there exactly once
     */
    static String changed(String file, String right, String wrong) throws IOException {
        var text = Files.readString(SOURCES.resolve(file));
        if (text.split(Pattern.quote(right), -1).length != 2) {
            throw new IllegalStateException("this does not stand once in " + file + ":\n" + right);
        }
        return text.replace(right, wrong);
    }

    /** Loads our own classes again, whether they are there already or not. */
    private static final class OursAnew extends URLClassLoader {
        OursAnew(URL[] places) {
            super(places, ChangedProgram.class.getClassLoader());
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

    /** A class of this program; those of libraries are everybody's. */
    public Class<?> load(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
