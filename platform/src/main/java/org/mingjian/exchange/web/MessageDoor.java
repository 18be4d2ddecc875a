package org.mingjian.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.app.AnsweringMessages;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where lower nodes send their messages. */
@RestController
class MessageDoor {

    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    private final AnsweringMessages answering;
    private final boolean certificate;

    MessageDoor(
            AnsweringMessages answering,
            @Value("${mingjian.exchange.certificate-required:false}") boolean certificate) {
        this.answering = answering;
        this.certificate = certificate;
    }

    @Open("对接节点的报文，自带SM2签名，只认已准入节点的公钥")
    @PostMapping(path = "/exchange/messages", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> answer(HttpServletRequest request) throws IOException {
        if (certificate && request.getAttribute(CERTIFICATE) == null) {
            throw new PlatformException(ExchangeError.CERTIFICATE_MISSING, "本平台要求双向TLS");
        }
        byte[] message = request.getInputStream().readNBytes(Envelope.LONGEST + 1);
        if (message.length > Envelope.LONGEST) {
            throw new PlatformException(ExchangeError.MESSAGE_TOO_LARGE, "一份报文最多" + (Envelope.LONGEST >> 20) + "MB");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(answering.answer(message));
    }
}
