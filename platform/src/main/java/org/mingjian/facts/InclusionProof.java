package org.mingjian.facts;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * RFC 9162 §2.1.3 inclusion proof; hashes in base64.
 *
 * @param index leaf index, from 0
 * @param size leaves in the tree
 */
@JsonPropertyOrder({"hash", "index", "leaf", "path", "root", "size"})
public record InclusionProof(String hash, long index, long size, String leaf, String root, List<String> path) {}
