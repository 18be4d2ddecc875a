package org.mingjian.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.app.PortalError;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.store.PortalQueries.NamedFile;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Files that a public fact names, by their SM3; what no public fact names is not here, stored or not. */
@Controller
class PublicFiles {

    private final PortalQueries queries;
    private final Documents documents;

    PublicFiles(PortalQueries queries, Documents documents) {
        this.queries = queries;
        this.documents = documents;
    }

    /** @param name for people; the name that the fact gives is what the visitor gets */
    @Open("公开门户：公开事实载明的文件")
    @GetMapping("/files/{sm3:[0-9a-f]{64}}/{name}")
    ResponseEntity<Resource> file(@PathVariable String sm3, @PathVariable String name) {
        NamedFile named = queries.files(sm3).stream()
                .findFirst()
                .orElseThrow(() -> new PlatformException(PortalError.FILE_NOT_FOUND, name));
        StoredDocument stored =
                documents.openBySm3(sm3).orElseThrow(() -> new PlatformException(PortalError.FILE_GONE, named.name()));
        documents.requireSound(sm3);
        return ResponseEntity.ok()
                .header("ETag", "\"" + sm3 + "\"")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(named.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(stored.size())
                .body(new InputStreamResource(open(sm3)));
    }

    private InputStream open(String sm3) {
        try {
            return documents.open(sm3);
        } catch (IOException e) {
            throw new PlatformException(PortalError.FILE_UNREADABLE, sm3, e);
        }
    }
}
