package org.mingjian.exchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.testing.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system built by others, which knows the older doors only. */
final class OtherSystem {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private final int port;
    private final String number;
    private final String secret;

    private OtherSystem(int port, String number, String secret) {
        this.port = port;
        this.number = number;
        this.secret = secret;
    }

    /** A system in rehearsal, of the agency: its secret opens the test lane. Applying again gives another secret. */
    static OtherSystem rehearsing(int port, String number) {
        Desk vendor = Desk.of(port, "agency");
        Desk.Answer answer = vendor.post(
                "/api/exchange/connections",
                Map.of(
                        "system", number,
                        "systemName", "某交易系统",
                        "contactName", "钱慧",
                        "contactPhone", "13800000000",
                        "datasets", List.of("500")));
        if (answer.status() == 409) {
            answer = vendor.post(
                    "/api/exchange/connections/" + number + "/secrets", Map.of("scope", "TRIAL", "atOnce", true));
        }
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return with(port, number, answer.body().path("secret").asString());
    }

    static OtherSystem with(int port, String number, String secret) {
        return new OtherSystem(port, number, secret);
    }

    /** As it says: hex HMAC-SM3 over system, time and digest. */
    String sign(String time, byte[] content) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret.getBytes(StandardCharsets.US_ASCII)));
        byte[] said = (number + "\n" + time + "\n" + Sm3.hex(Sm3.digest(content))).getBytes(StandardCharsets.UTF_8);
        mac.update(said, 0, said.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    static String stamp(Instant at) {
        return STAMP.format(at);
    }

    HttpResponse<String> json(Instant at, String lines) throws IOException {
        return json(at, lines, sign(stamp(at), lines.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> json(Instant at, String lines, String signature) throws IOException {
        return json(at, lines, signature, "");
    }

    HttpResponse<String> json(Instant at, String lines, String signature, String mark) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/exchange/doors/json"))
                .header("X-System", number)
                .header("X-Time", stamp(at))
                .header("X-Signature", signature)
                .header("X-Mark", mark)
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }

    /** Asks for the feedback of the test lane; what the door answered. */
    int feedback(Instant at) throws IOException {
        return feedbackSince(at).statusCode();
    }

    /** What was found of the test lane, as JSON. */
    String heard(Instant at) throws IOException {
        return feedbackSince(at).body();
    }

    private HttpResponse<String> feedbackSince(Instant at) throws IOException {
        return send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/exchange/doors/feedback?lane=TEST&after=0"))
                .header("X-System", number)
                .header("X-Time", stamp(at))
                .header("X-Signature", sign(stamp(at), "TEST 0".getBytes(StandardCharsets.UTF_8)))
                .GET());
    }

    /** The first result. */
    static JsonNode first(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body()).path("results").path(0);
    }

    HttpResponse<String> soap(Instant at, String data) throws IOException {
        String time = stamp(at);
        String token = "abcd" + time + sign(time, data.strip().getBytes(StandardCharsets.UTF_8));
        String body = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                + "<UploadData_G_V4><validation><SYSTEM_NO>" + number + "</SYSTEM_NO><TOKEN>" + token
                + "</TOKEN></validation><mark>test</mark><data>"
                + data.replace("&", "&amp;").replace("<", "&lt;") + "</data></UploadData_G_V4></soap:Body>"
                + "</soap:Envelope>";
        return soap(body);
    }

    HttpResponse<String> soap(String body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/exchange/doors/soap"))
                .header("Content-Type", "text/xml;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
