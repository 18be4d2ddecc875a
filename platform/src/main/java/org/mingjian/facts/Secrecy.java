package org.mingjian.facts;

/** Who may read a fact's content. The digest of every fact is public at once. */
public enum Secrecy {
    /** 社会公开: everybody, at once. */
    PUBLIC,
    /** 当事人与监管: those the fact concerns and their supervisors; never on a public page. */
    PARTIES,
    /** 密封: nobody but the acting party until a later fact discloses it (标前、评标中、专家名单). */
    SEALED
}
