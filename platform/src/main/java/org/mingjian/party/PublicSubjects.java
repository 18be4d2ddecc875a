package org.mingjian.party;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What everybody may know of subjects: public fields only, by the classification of the catalogue of fields. */
public interface PublicSubjects {

    /** A subject in a list. */
    record Line(String name, String creditCode, String regionCode) {}

    record Found(List<Line> items, long total) {}

    /** @param values title of a field and what was registered, in the order of the form */
    record Entry(String form, String title, Map<String, String> values, boolean verified) {}

    record Subject(Line line, List<Entry> entries, List<Achievement> achievements) {}

    Found search(String text, int page, int size);

    Optional<Subject> published(String creditCode);
}
