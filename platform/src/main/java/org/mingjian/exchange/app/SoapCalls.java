package org.mingjian.exchange.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.command.Received;
import org.mingjian.spec.command.XmlEnvelopes;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code UploadData_G_V4(validation, data)} as existing systems call it: {@code validation} is {@code <SYSTEM_NO/>
 * <TOKEN/>} in one element, {@code data} one or many {@code <DES>}. TOKEN is four characters of choice, the time in
 * fourteen (within 12 hours), and HMAC-SM3 in hex. The answer is {@code {"STATUS":"1"}} or {@code
 * {"STATUS":"-1","MSG":…}}.
 */
@Service
public class SoapCalls {

    private static final Duration WINDOW = Duration.ofHours(12);
    private static final int HEAD = 18;
    private static final int MOST_ELEMENTS = 100;

    private final OlderDoors doors;
    private final PackageFolder folder;

    SoapCalls(OlderDoors doors, PackageFolder folder) {
        this.doors = doors;
        this.folder = folder;
    }

    public String answer(byte[] body) throws IOException {
        Map<String, String> said;
        try {
            said = elements(body);
        } catch (XMLStreamException malformed) {
            return told("-1", "报文不是格式良好的XML，或含有DOCTYPE、实体，或元素过多（data里的报文应转义为文字）");
        }
        String data = said.getOrDefault("data", "");
        String system = said.getOrDefault("SYSTEM_NO", "");
        String token = said.getOrDefault("TOKEN", "");
        if (token.length() <= HEAD) {
            return told("-1", "TOKEN不完整");
        }
        OlderDoors.Proven proven;
        try {
            proven = doors.prove(
                    system,
                    token.substring(4, HEAD),
                    token.substring(HEAD),
                    data.getBytes(StandardCharsets.UTF_8),
                    WINDOW);
        } catch (PlatformException refused) {
            return told("-1", refused.code().title() + "：" + refused.getMessage());
        }
        List<OlderDoors.Incoming> incoming = new ArrayList<>();
        try {
            XmlEnvelopes.read(
                    new ByteArrayInputStream(undeclared(data).getBytes(StandardCharsets.UTF_8)),
                    received -> OlderDoors.add(incoming, incoming(system, received), OlderDoors.MOST));
        } catch (PlatformException tooMany) {
            return told("-1", tooMany.code().title() + "：" + tooMany.getMessage());
        }
        List<OlderDoors.Result> results = doors.take(proven, said.getOrDefault("mark", ""), incoming);
        List<String> wrong = results.stream()
                .flatMap(result -> result.problems().stream()
                        .map(problem -> result.key() + " " + problem.field() + "：" + problem.message()))
                .toList();
        return wrong.isEmpty() ? told("1", "") : told("-1", String.join("；", wrong));
    }

    private OlderDoors.Incoming incoming(String system, Received received) {
        return new OlderDoors.Incoming(
                received.line(),
                received.record(),
                received.sources().stream().map(source -> file(system, source)).toList(),
                received.rule(),
                received.reason());
    }

    private Wire.File file(String system, Map<String, String> source) {
        return folder.file(system, source);
    }

    /** It came as text, so what it says about its encoding is no longer true. */
    private static String undeclared(String xml) {
        String text = xml.strip();
        int end = text.startsWith("<?xml") ? text.indexOf("?>") : -1;
        return end < 0 ? text : text.substring(end + 2);
    }

    /** The text of every element that has one, by its name without a prefix. */
    private static Map<String, String> elements(byte[] body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
        Map<String, String> texts = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    // Nobody has proved who this is: what is no call is not kept.
                    if (++elements > MOST_ELEMENTS) {
                        throw new XMLStreamException("more elements than a call has");
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!text.isEmpty()) {
                        texts.putIfAbsent(xml.getLocalName(), text.toString().strip());
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("a DOCTYPE or an entity");
                default -> {}
            }
        }
        return texts;
    }

    private static String told(String status, String message) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("STATUS", status);
        if (!message.isEmpty()) {
            answer.put("MSG", message.length() > 4000 ? message.substring(0, 4000) : message);
        }
        String json = JsonMapper.shared()
                .writeValueAsString(answer)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope"
                + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><UploadData_G_V4Response>"
                + "<UploadData_G_V4Result>" + json + "</UploadData_G_V4Result></UploadData_G_V4Response>"
                + "</soap:Body></soap:Envelope>";
    }
}
