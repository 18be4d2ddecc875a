package org.mingjian.walk;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Uploads by the tus protocol, as a bidder's own program would. */
final class Uploads {

    private static final String RESUMABLE = "Tus-Resumable";
    private static final String VERSION = "1.0.0";

    private Uploads() {}

    /** @return the stored document: id, name, size, sm3 */
    static JsonNode upload(Party party, String name, byte[] bytes) {
        String metadata = "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> created = party.exchange(party.request("/api/uploads")
                .header(RESUMABLE, VERSION)
                .header("Upload-Length", Integer.toString(bytes.length))
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
        if (created.statusCode() != 201) {
            throw new WalkFailed("upload refused: " + new String(created.body(), StandardCharsets.UTF_8));
        }
        String location = created.headers().firstValue("Location").orElseThrow();
        HttpResponse<byte[]> sent = party.exchange(party.request(location)
                .header(RESUMABLE, VERSION)
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
        if (sent.statusCode() != 204) {
            throw new WalkFailed(
                    "upload broke: " + sent.statusCode() + new String(sent.body(), StandardCharsets.UTF_8));
        }
        return party.get(location).path("document");
    }

    /** A small PDF that says what it is for; the platform looks at the first bytes of what it stores. */
    static byte[] paper(String title) {
        String text = "%PDF-1.4\n% " + title + "\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
