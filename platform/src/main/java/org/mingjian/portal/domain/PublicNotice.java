package org.mingjian.portal.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import tools.jackson.databind.JsonNode;

/**
 * 公告: a public fact that the public is to be told of, at an address that never changes.
 *
 * @param id first 16 hex digits of the fact's digest
 * @param trade code of the trade; null for a plan
 * @param issuer organisation that published it; never a person
 * @param shown position at which it became public
 */
public record PublicNotice(
        String id,
        InfoType type,
        String factKind,
        String stream,
        @Nullable String trade,
        String title,
        String kind,
        String regionCode,
        String tenderer,
        String issuer,
        Instant publishedAt,
        long position,
        long seq,
        String digest,
        JsonNode body,
        List<FileRef> files,
        long shown) {}
