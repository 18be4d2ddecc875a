package org.mingjian.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.app.OlderDoors;
import org.mingjian.exchange.app.SoapCalls;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.command.JsonLines;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The older doors over HTTP: records as JSON lines, and the XML envelope over SOAP. */
@RestController
class DoorController {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final OlderDoors doors;
    private final SoapCalls soap;

    DoorController(OlderDoors doors, SoapCalls soap) {
        this.doors = doors;
        this.soap = soap;
    }

    /** What became of each record, in order. */
    record Results(List<OlderDoors.Result> results) {}

    /** What was found since, also by the levels above. */
    record Feedback(List<Wire.Found> found) {}

    @Open("已准入的系统，凭共享密钥的HMAC-SM3签名")
    @PostMapping(path = "/exchange/doors/json", produces = MediaType.APPLICATION_JSON_VALUE)
    Results json(
            HttpServletRequest request,
            @RequestHeader(name = "X-System", defaultValue = "") String system,
            @RequestHeader(name = "X-Time", defaultValue = "") String time,
            @RequestHeader(name = "X-Signature", defaultValue = "") String signature,
            @RequestHeader(name = "X-Mark", defaultValue = "") String mark)
            throws IOException {
        byte[] body = body(request);
        OlderDoors.Proven proven = doors.prove(system, time, signature, body, WINDOW);
        List<OlderDoors.Incoming> incoming = new ArrayList<>();
        JsonLines.read(
                new ByteArrayInputStream(body),
                received -> OlderDoors.add(
                        incoming,
                        new OlderDoors.Incoming(
                                received.line(), received.record(), List.of(), received.rule(), received.reason()),
                        OlderDoors.MOST));
        return new Results(doors.take(proven, mark, incoming));
    }

    @Open("已准入的系统，凭共享密钥的HMAC-SM3签名")
    @GetMapping("/exchange/doors/feedback")
    Feedback feedback(
            @RequestHeader(name = "X-System", defaultValue = "") String system,
            @RequestHeader(name = "X-Time", defaultValue = "") String time,
            @RequestHeader(name = "X-Signature", defaultValue = "") String signature,
            @RequestParam(defaultValue = "LIVE") String lane,
            @RequestParam(defaultValue = "0") long after) {
        String asked = lane + ' ' + after;
        doors.prove(system, time, signature, asked.getBytes(StandardCharsets.UTF_8), WINDOW);
        Lane named = Lane.named(lane)
                .orElseThrow(() -> new PlatformException(ExchangeError.TYPE_UNKNOWN, "通道为LIVE、HISTORY或TEST"));
        return new Feedback(doors.feedback(system, named, after));
    }

    @Open("已准入的系统，凭报文中的令牌")
    @PostMapping(path = "/exchange/doors/soap", produces = "text/xml;charset=UTF-8")
    String soap(HttpServletRequest request) throws IOException {
        return soap.answer(body(request));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(Envelope.LONGEST + 1);
        if (body.length > Envelope.LONGEST) {
            throw new PlatformException(ExchangeError.MESSAGE_TOO_LARGE, "最多" + (Envelope.LONGEST >> 20) + "MB");
        }
        return body;
    }
}
