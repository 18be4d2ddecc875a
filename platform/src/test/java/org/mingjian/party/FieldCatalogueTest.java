package org.mingjian.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.TestDatabase;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.FormFile;
import tools.jackson.databind.JsonNode;

/** 每个字段只填一次: a form that asks what the platform knows already fails here. */
class FieldCatalogueTest {

    /** Who asks a meaning: form or class. */
    private static Map<String, List<String>> asked(JsonNode file, List<Form> forms) {
        Map<String, List<String>> asked = new HashMap<>();
        for (Form form : forms) {
            for (Form.Field field : form.fields()) {
                asked.computeIfAbsent("party." + field.name(), key -> new ArrayList<>())
                        .add(form.form());
            }
        }
        for (JsonNode other : file.path("elsewhere")) {
            String name = other.path("form").asString();
            other.path("asks").properties().forEach(one -> asked.computeIfAbsent(
                            one.getValue().asString(), key -> new ArrayList<>())
                    .add(name));
        }
        return asked;
    }

    @Test
    void noFieldIsAskedTwice() {
        var twice = asked(FormFile.tree(), new FormFile().all());
        twice.values().removeIf(forms -> forms.size() == 1);

        assertThat(twice).isEmpty();
    }

    @Test
    void noFormAsksByItsTitleOrSpecificationWhatRegistrationKnows() {
        List<String> known = new ArrayList<>();
        for (JsonNode one : FormFile.tree().path("known")) {
            known.add(one.path("title").asString());
            known.add(one.path("spec").asString());
        }
        List<String> again = new ArrayList<>();
        for (Form form : new FormFile().all()) {
            for (Form.Field field : form.fields()) {
                if (known.contains(field.title()) || known.contains(field.spec())) {
                    again.add(form.form() + "." + field.name());
                }
            }
        }

        assertThat(known).contains("单位名称", "LEGAL_CODE");
        assertThat(again).isEmpty();
    }

    @Test
    void aSecondFormThatAsksAKnownFieldWouldFail() {
        Form.Field phone = new Form.Field("contactPhone", "联系人电话", null, FieldClass.SECRET, true, 20, null, "phone");
        List<Form> forms = new ArrayList<>(new FormFile().all());
        forms.add(new Form("again", "又一张表", true, List.of(phone)));

        assertThat(asked(FormFile.tree(), forms).get("party.contactPhone")).hasSize(2);
    }

    /** The catalogue is what the code asks: a component added to a form must be entered, and so is checked above. */
    @Test
    void formsElsewhereAreEnteredWhole() throws ClassNotFoundException {
        for (JsonNode other : FormFile.tree().path("elsewhere")) {
            var components = new TreeSet<String>();
            for (RecordComponent one :
                    Class.forName(other.path("form").asString()).getRecordComponents()) {
                components.add(one.getName());
            }
            var entered = new TreeSet<String>();
            other.path("asks").properties().forEach(one -> entered.add(one.getKey()));

            assertThat(entered).as(other.path("form").asString()).isEqualTo(components);
        }
    }

    @Test
    void everySecretOrPersonalFieldHasAMask() {
        for (Form form : new FormFile().all()) {
            for (Form.Field field : form.fields()) {
                boolean hidden = field.kind() == FieldClass.SECRET || field.kind() == FieldClass.PERSONAL;
                assertThat(field.mask() != null)
                        .as(form.form() + "." + field.name())
                        .isEqualTo(hidden);
            }
        }
    }

    /** 身份证、电话、账号 are words of secrets: whoever enters such a field must class it so. */
    @Test
    void fieldsWithTheWordsOfSecretsAreSecret() {
        for (Form form : new FormFile().all()) {
            for (Form.Field field : form.fields()) {
                boolean named = Arrays.asList("身份证", "电话", "账号", "手机").stream().anyMatch(field.title()::contains);
                assertThat(!named || field.kind() == FieldClass.SECRET)
                        .as(field.title())
                        .isTrue();
            }
        }
    }

    /** No table of subjects or credit has a plain column for an identity number or a phone. */
    @Test
    void noColumnKeepsAnIdentityNumberInClear() {
        List<String> plain = TestDatabase.fresh()
                .jdbc()
                .sql("select n.nspname || '.' || c.relname || '.' || a.attname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_attribute a on a.attrelid = c.oid"
                        + " where n.nspname in ('party', 'credit', 'protection') and a.attnum > 0"
                        + " and coalesce(col_description(c.oid, a.attnum), '') ~ '身份证|电话|手机|账号'")
                .query(String.class)
                .list();

        assertThat(plain).isEmpty();
    }
}
