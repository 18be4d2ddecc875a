package org.mingjian.document.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.document.domain.FileKind;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One's own files back. Files of a trade are given out where the trade's facts name them. */
@RestController
class DocumentController {

    private final Documents documents;

    DocumentController(Documents documents) {
        this.documents = documents;
    }

    /** Always as an attachment: what a party uploaded is never shown as a page of this platform. */
    @Noted("下载文件")
    @Needs(Permission.DESK_READ)
    @GetMapping("/api/documents/{id}")
    ResponseEntity<InputStreamResource> download(@PathVariable UUID id, Caller caller) throws IOException {
        StoredDocument document = documents.require(id, caller);
        documents.requireSound(document.sm3());
        String type = FileKind.ofName(document.name()).map(FileKind::mediaType).orElse("application/octet-stream");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .contentLength(document.size())
                .eTag("\"" + document.sm3() + "\"")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(documents.open(document.sm3())));
    }
}
