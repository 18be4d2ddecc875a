package org.mingjian.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.FormFile;
import tools.jackson.databind.JsonNode;

/**
 * 每个字段只填一次, on the screens: every label of every form of the workbench is read from its source. One that asks what
 * registration or the register of subjects knows must be entered below with its reason, or it fails here.
 */
class KnownFieldsTest {

    private static final Path WEB = Path.of("../web/src");
    private static final Pattern LABEL = Pattern.compile("<FormField[^>]*?\\s:?label=\"([^\"]+)\"");
    private static final Pattern TYPED = Pattern.compile("<el-(?:input|select|date-picker)\\b");

    /**
     * A label that is a known field's, and why it is asked there: of somebody else than the one who told it, or to find
     * what is known.
     */
    private static final Map<String, Set<String>> LAWFUL = Map.of(
            // staff name the subject of a decision by its code; its name comes from the register
            "credit/CollectForm.vue", Set.of("统一社会信用代码", "姓名", "身份证件号码"),
            // whom bidders ask in one trade, as its notice must name (招标公告); not the subject's own contact
            "intake/DraftForm.vue", Set.of("联系人"),
            // who answers for one system that is being connected; not the subject's own contact
            "exchange/connect/ConnectionsPage.vue", Set.of("联系人"),
            // the centre enters an expert of the pool, who is no subject
            "expert/ExpertForm.vue", Set.of("姓名", "单位统一社会信用代码", "最高学历", "职称"),
            // an administrator opens somebody's account; the number is digested
            "identity/ProposalsPage.vue", Set.of("姓名", "证件号码"),
            // nothing is known before: this is where a company tells it for the first time
            "session/RegisterPage.vue", Set.of("单位名称", "统一社会信用代码"));

    /** Titles that the platform knows once they were told, with the spellings that forms use for them. */
    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (JsonNode one : FormFile.tree().path("known")) {
            known.add(one.path("title").asString());
        }
        for (Form form : new FormFile().all()) {
            form.fields().forEach(field -> known.add(field.title()));
        }
        known.addAll(List.of("信用代码", "单位统一社会信用代码", "企业名称", "证件号码", "身份证号", "开户行", "银行账号", "营业执照号"));
        return known;
    }

    /** Labels of one page's forms. */
    static List<String> labels(String source) {
        List<String> labels = new ArrayList<>();
        Matcher matcher = LABEL.matcher(source);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        return labels;
    }

    private static Map<String, Set<String>> asked() {
        Map<String, Set<String>> asked = new TreeMap<>();
        try (Stream<Path> pages = Files.walk(WEB)) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".vue")).toList()) {
                Set<String> again = new TreeSet<>(labels(Files.readString(page)));
                again.retainAll(known());
                if (!again.isEmpty()) {
                    asked.put(WEB.relativize(page).toString().replace('\\', '/'), again);
                }
            }
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noScreenAsksWhatIsKnown() {
        assertThat(asked()).isEqualTo(new TreeMap<>(LAWFUL));
    }

    @Test
    void labelsAreReallyRead() throws IOException {
        assertThat(labels("<FormField v-slot=\"{ id }\" label=\"开户行\" required><el-input /></FormField>"))
                .containsExactly("开户行");
        assertThat(known()).contains("开户行", "法定代表人", "统一社会信用代码");
        long pages;
        try (Stream<Path> all = Files.walk(WEB)) {
            pages = all.filter(path -> path.toString().endsWith(".vue"))
                    .filter(path -> !labels(read(path)).isEmpty())
                    .count();
        }
        assertThat(pages).isGreaterThan(15);
    }

    /** A control outside a FormField would not be seen above: it must at least say itself what it asks. */
    @Test
    void controlsOfFormsHaveLabels() {
        List<String> bare = new ArrayList<>();
        try (Stream<Path> all = Files.walk(WEB)) {
            for (Path page :
                    all.filter(path -> path.toString().endsWith(".vue")).toList()) {
                String source = read(page);
                Matcher control = TYPED.matcher(source);
                while (control.find()) {
                    int end = source.indexOf('>', control.start());
                    String before = source.substring(Math.max(0, control.start() - 900), control.start());
                    String own = source.substring(control.start(), Math.min(source.length(), end + 400));
                    boolean named = before.contains("<FormField")
                            || own.contains("aria-label")
                            || own.contains(" id=")
                            || own.contains(":id=")
                            || own.contains("placeholder=");
                    if (!named) {
                        bare.add(WEB.relativize(page) + ": "
                                + own.lines().findFirst().orElse(""));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(bare).isEmpty();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
