package org.mingjian.ops;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.mingjian.Platform;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole platform on a random port (inject it with {@code @LocalServerPort}), a fresh database and a clock that may
 * be moved. Test classes with the same settings share one running platform, so each makes its own data and counts only
 * that; a class that must be alone adds {@code @DirtiesContext}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Platform.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = PlatformTest.FreshDatabase.class)
public @interface PlatformTest {

    /** Points the platform at a new database and a new data folder. */
    final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestDatabase database = TestDatabase.forPlatform();
            String name = database.url().substring(database.url().lastIndexOf('/') + 1);
            TestPropertyValues.of(
                            "mingjian.db.url=" + database.url(),
                            "mingjian.db.user=" + database.user(),
                            "mingjian.db.password=" + database.password(),
                            "server.shutdown=immediate",
                            "mingjian.data=target/data/"
                                    + ProcessHandle.current().pid() + "-" + name)
                    .applyTo(context);
        }
    }
}
