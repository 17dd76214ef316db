package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;

/**
 * Both kinds of database. The test classes that are {@link Contract} run with each; together they
 * are what the rest of the desk may rely on, whichever an operator chose.
 */
public enum EachStore {
    SQLITE {
        @Override
        public Settings.Database freshIn(Path folder) {
            return new Settings.Database("jdbc:sqlite:" + folder.resolve("keydesk.db"));
        }
    },
    POSTGRES {
        @Override
        public Settings.Database freshIn(Path folder) {
            return Postgres.freshDatabase().settings();
        }
    };

    /** Where a database is that nobody else uses. */
    public abstract Settings.Database freshIn(Path folder);

    /** The same, open. */
    public Db openIn(Path folder) {
        return Store.open(freshIn(folder));
    }

    /** Runs the class once with each. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedClass
    @EnumSource(EachStore.class)
    public @interface Contract {}
}
