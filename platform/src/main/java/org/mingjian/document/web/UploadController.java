package org.mingjian.document.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.DocumentError;
import org.mingjian.document.StoredDocument;
import org.mingjian.document.app.Uploading;
import org.mingjian.document.app.Uploading.Progress;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * tus 1.0 with creation, creation-with-upload, termination and expiration. A file that is whole names its document in
 * the headers {@code X-Document-Id} and {@code X-Document-Sm3}; {@code GET} tells the same as JSON.
 */
@RestController
@RequestMapping("/api/uploads")
class UploadController {

    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String BYTES = "application/offset+octet-stream";

    /** @param document the stored file, once the upload is whole */
    record UploadView(
            UUID id,
            String name,
            long offset,
            long length,
            Instant expires,
            @Nullable DocumentView document) {}

    record DocumentView(UUID id, String name, long size, String sm3) {}

    private final Uploading uploading;

    UploadController(Uploading uploading) {
        this.uploading = uploading;
    }

    @Open("断点续传协议的能力")
    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> abilities() {
        return ResponseEntity.noContent()
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,creation-with-upload,termination,expiration")
                .header("Tus-Max-Size", Long.toString(Uploading.LARGEST))
                .build();
    }

    @Needs(Permission.FILE_UPLOAD)
    @PostMapping
    ResponseEntity<Void> begin(
            @RequestHeader(name = "Upload-Length", defaultValue = "-1") long length,
            @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller)
            throws IOException {
        if (!speaksTus(request, response)) {
            return unsupported();
        }
        Progress progress = uploading.begin(fileName(metadata), length, caller);
        response.setHeader(HttpHeaders.LOCATION, "/api/uploads/" + progress.id());
        if (BYTES.equals(request.getContentType())) {
            progress = uploading.append(progress.id(), 0, request.getInputStream(), caller);
        }
        return told(ResponseEntity.status(HttpStatus.CREATED), progress);
    }

    /** Spring answers HEAD with the mapping of GET; tus asks for headers only, people for JSON. */
    @Needs(Permission.FILE_UPLOAD)
    @GetMapping("/{id}")
    ResponseEntity<UploadView> progress(
            @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Caller caller) {
        boolean head = request.getMethod().equals("HEAD");
        if (head && !speaksTus(request, response)) {
            return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                    .header("Tus-Version", VERSION)
                    .build();
        }
        Progress progress = uploading.progress(id, caller);
        StoredDocument document = progress.document();
        UploadView view = new UploadView(
                id,
                progress.name(),
                progress.offset(),
                progress.length(),
                progress.expires(),
                document == null
                        ? null
                        : new DocumentView(document.id(), document.name(), document.size(), document.sm3()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().headers(headers(progress));
        return head ? answer.build() : answer.body(view);
    }

    @Needs(Permission.FILE_UPLOAD)
    @PatchMapping("/{id}")
    ResponseEntity<Void> append(
            @PathVariable UUID id,
            @RequestHeader(name = OFFSET, defaultValue = "-1") long offset,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller)
            throws IOException {
        if (!speaksTus(request, response)) {
            return unsupported();
        }
        if (!BYTES.equals(request.getContentType())) {
            return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        }
        if (offset < 0) {
            throw new PlatformException(DocumentError.BAD_UPLOAD_REQUEST, "缺少 Upload-Offset");
        }
        Progress progress = uploading.append(id, offset, request.getInputStream(), caller);
        return told(ResponseEntity.status(HttpStatus.NO_CONTENT), progress);
    }

    @Needs(Permission.FILE_UPLOAD)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(
            @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Caller caller) {
        if (!speaksTus(request, response)) {
            return unsupported();
        }
        uploading.end(id, caller);
        return ResponseEntity.noContent().build();
    }

    private static boolean speaksTus(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(RESUMABLE, VERSION);
        return VERSION.equals(request.getHeader(RESUMABLE));
    }

    private static ResponseEntity<Void> unsupported() {
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .header("Tus-Version", VERSION)
                .build();
    }

    private static ResponseEntity<Void> told(ResponseEntity.BodyBuilder answer, Progress progress) {
        return answer.headers(headers(progress)).build();
    }

    private static HttpHeaders headers(Progress progress) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(OFFSET, Long.toString(progress.offset()));
        headers.set("Upload-Length", Long.toString(progress.length()));
        headers.set(
                "Upload-Expires",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(progress.expires().atZone(ZoneOffset.UTC)));
        StoredDocument document = progress.document();
        if (document != null) {
            headers.set("X-Document-Id", document.id().toString());
            headers.set("X-Document-Sm3", document.sm3());
        }
        return headers;
    }

    /** {@code filename <base64 of UTF-8>, …} as tus writes metadata. */
    private static String fileName(String metadata) {
        for (String pair : metadata.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts.length == 2 && parts[0].equals("filename")) {
                return new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
            }
        }
        throw new PlatformException(DocumentError.BAD_UPLOAD_REQUEST, "Upload-Metadata 中缺少 filename");
    }
}
