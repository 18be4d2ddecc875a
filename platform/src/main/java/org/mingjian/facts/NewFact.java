package org.mingjian.facts;

import java.util.List;

/**
 * A fact about to be recorded.
 *
 * @param stream what it is about, such as {@code trade:A01-…}
 * @param kind past tense with its module, such as {@code tender.announced}
 * @param body any record or map that Jackson writes; numbers that matter are decimal strings
 */
public record NewFact(String stream, String kind, Actor actor, Object body, List<FileRef> files, Secrecy secrecy) {

    public static NewFact open(String stream, String kind, Actor actor, Object body) {
        return new NewFact(stream, kind, actor, body, List.of(), Secrecy.PUBLIC);
    }

    public static NewFact secret(String stream, String kind, Actor actor, Object body, Secrecy secrecy) {
        return new NewFact(stream, kind, actor, body, List.of(), secrecy);
    }
}
