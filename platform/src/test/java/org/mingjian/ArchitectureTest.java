package org.mingjian;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The shape of the application: who may call whom, each rule with its reason. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mingjian");

    private static final ApplicationModules MODULES = ApplicationModules.of(Platform.class);
    private static final Path DOCUMENT = Path.of("..", "docs", "modules", "README.md");

    /** Allowed dependencies stand in each module's package-info; only root packages are visible; no cycles. */
    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        MODULES.verify();
    }

    @Test
    void theDocumentOfTheModulesIsWhatTheCodeSays() throws IOException {
        String written = ModulesDocument.of(MODULES);
        if (Boolean.getBoolean("mingjian.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, written);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("run this test with -Dmingjian.write=true")
                .isEqualTo(written);
    }

    @Test
    void domainIsPlainJava() {
        check(noClasses()
                .that()
                .resideInAPackage("..domain..")
                .and()
                .doNotHaveSimpleName("package-info") // a domain package may be named as an interface of its module
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "java.sql..", "javax.sql..", "jakarta..", "java.net.http..")
                .because("a rule of law must be testable and readable without a framework or a database"));
    }

    @Test
    void domainHasNoClock() {
        check(noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.InstantSource")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .because("the time of an act is a value that the use case passes in, so a case can be replayed"));
    }

    @Test
    void domainKnowsNoUseCaseStoreOrPage() {
        check(noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..app..", "..store..", "..web..")
                .because("web → app → domain → root; what decides must not know who asks"));
    }

    @Test
    void storesKnowNoUseCaseOrPage() {
        check(noClasses()
                .that()
                .resideInAPackage("..store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..app..", "..web..")
                .because("a store keeps and finds; it decides nothing"));
    }

    @Test
    void useCasesKnowNoPage() {
        check(noClasses()
                .that()
                .resideInAPackage("..app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..web..")
                .because("the same act must be possible without HTTP"));
    }

    @Test
    void theInterfaceOfAModuleHidesItsInside() {
        check(noClasses()
                .that(describe("are in the root of a module", ArchitectureTest::inRoot))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mingjian..app..", "org.mingjian..web..", "org.mingjian..store..")
                .because("other modules compile against the root package only"));
    }

    @Test
    void onlyStoresSpeakSql() {
        check(noClasses()
                .that()
                .resideInAnyPackage("..web..", "..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
                .because("one module, one schema, one place where its SQL stands"));
    }

    @Test
    void onlyTheClockAsksTheMachineForTheTime() {
        DescribedPredicate<JavaClass> mayAsk = describe(
                "may ask", type -> type.getName().startsWith("org.mingjian.ops.") || isProgram(type.getPackageName()));
        check(noClasses()
                .that(DescribedPredicate.not(mayAsk))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a deadline is judged by one clock, the injected InstantSource"));
    }

    @Test
    void theVerifierSharesNothingWithThePlatform() {
        check(noClasses()
                .that()
                .resideInAPackage("org.mingjian.verifier..")
                .should()
                .dependOnClassesThat(describe(
                        "belong to the platform",
                        type -> type.getName().startsWith("org.mingjian.")
                                && !type.getName().startsWith("org.mingjian.verifier")))
                .allowEmptyShould(true)
                .because("a check by the code that is checked proves nothing"));
    }

    /** Programs for people outside and measurements have no server whose clock they could use. */
    private static boolean isProgram(String name) {
        return name.startsWith("org.mingjian.walk")
                || name.startsWith("org.mingjian.bench")
                || name.startsWith("org.mingjian.offline")
                || name.contains(".command")
                || name.equals("org.mingjian.cosign")
                || name.startsWith("org.mingjian.verifier");
    }

    private static boolean inModule(JavaClass type) {
        return type.getPackageName().startsWith("org.mingjian.");
    }

    private static boolean inRoot(JavaClass type) {
        return inModule(type) && type.getPackageName().split("\\.").length == 3;
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
