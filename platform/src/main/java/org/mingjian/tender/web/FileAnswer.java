package org.mingjian.tender.web;

import java.nio.charset.StandardCharsets;
import org.mingjian.tender.app.FetchingDocuments.Download;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file on its way out, always as an attachment. */
final class FileAnswer {

    private FileAnswer() {}

    static ResponseEntity<InputStreamResource> of(Download found) {
        String disposition = ContentDisposition.attachment()
                .filename(found.file().name(), StandardCharsets.UTF_8)
                .build()
                .toString();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(found.file().size())
                .body(new InputStreamResource(found.bytes()));
    }
}
