package org.mingjian.spec.command;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mingjian.spec.DataRecord;

/**
 * Records in the XML envelope {@code <DES><TITLE/><CONTEXT/><SOURCE/>*</DES>} (数据规范 报文封套), one in a file or
 * many
 * below
 * one root. A DOCTYPE is refused, and so with it every entity of one's own; encodings are UTF-8 and the GB ones, read
 * strictly.
 */
public final class XmlEnvelopes {

    private static final int DEEPEST = 8;
    private static final int MOST_SOURCES = 500;

    private final LimitedReader limited;
    private final Consumer<Received> each;
    private boolean found;

    private XmlEnvelopes(LimitedReader limited, Consumer<Received> each) {
        this.limited = limited;
        this.each = each;
    }

    /** What makes a document no envelope; the message is Chinese. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final String rule;

        Refused(String rule, String what) {
            super(what);
            this.rule = rule;
        }
    }

    /** Gives no more than {@link JsonLines#LONGEST} characters between two records. */
    private static final class LimitedReader extends FilterReader {

        private long left = JsonLines.LONGEST;

        LimitedReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            left -= count;
            if (left < 0) {
                throw new Refused("message.size", "一条记录超过" + JsonLines.LONGEST / 1024 / 1024 + "MB");
            }
            return count;
        }
    }

    /** Calls {@code each} for every envelope; what stands behind a mistake of the XML cannot be read. */
    public static void read(InputStream in, Consumer<Received> each) throws IOException {
        long line = 1;
        try {
            LimitedReader limited = new LimitedReader(decoding(in));
            XMLStreamReader xml = factory().createXMLStreamReader(limited);
            XmlEnvelopes envelopes = new XmlEnvelopes(limited, each);
            try {
                envelopes.read(xml);
            } catch (XMLStreamException | Refused broken) {
                line = Math.max(1, xml.getLocation().getLineNumber());
                throw broken;
            }
        } catch (Refused refused) {
            each.accept(Received.bad(line, refused.rule, String.valueOf(refused.getMessage())));
        } catch (CharacterCodingException malformed) {
            each.accept(Received.bad(line, "message.encoding", "内容与XML声明的编码不符"));
        } catch (XMLStreamException broken) {
            each.accept(broken(line, broken));
        }
    }

    private static Received broken(long line, XMLStreamException broken) {
        Throwable cause = broken.getNestedException();
        if (cause instanceof Refused refused) {
            return Received.bad(line, refused.rule, String.valueOf(refused.getMessage()));
        }
        if (cause instanceof CharacterCodingException) {
            return Received.bad(line, "message.encoding", "内容与XML声明的编码不符");
        }
        return Received.bad(line, "message.unreadable", "不是格式良好的XML（或含有不接受的实体）");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /** Decodes as the XML declaration says; without one UTF-8. */
    private static Reader decoding(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(512);
        byte[] head = buffered.readNBytes(400);
        buffered.reset();
        String start = new String(head, StandardCharsets.ISO_8859_1);
        Charset charset = charset(declared(start));
        if (start.startsWith("\u00EF\u00BB\u00BF")) {
            buffered.skipNBytes(3);
        }
        return new InputStreamReader(
                buffered,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static String declared(String start) {
        int end = start.indexOf("?>");
        int at = start.indexOf("encoding");
        if (at < 0 || end < at) {
            return "UTF-8";
        }
        int open = at + 8;
        while (open < end && start.charAt(open) != '"' && start.charAt(open) != '\'') {
            open++;
        }
        int close = open < end ? start.indexOf(start.charAt(open), open + 1) : -1;
        return close < 0 ? "UTF-8" : start.substring(open + 1, close);
    }

    private static Charset charset(String name) throws Refused {
        return switch (name.toUpperCase(java.util.Locale.ROOT)) {
            case "UTF-8" -> StandardCharsets.UTF_8;
            case "GBK", "GB2312", "GB18030" -> Charset.forName("GB18030");
            default -> throw new Refused("message.encoding", "编码应为UTF-8、GBK或GB18030");
        };
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, IOException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new Refused("message.unreadable", "含有DOCTYPE，不接受");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new Refused("message.unreadable", "含有自定义实体，不接受");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.getLocalName().equals("DES")) {
                        long line = xml.getLocation().getLineNumber();
                        each.accept(envelope(line, xml));
                        found = true;
                        limited.left = JsonLines.LONGEST;
                    } else if (++depth > DEEPEST) {
                        throw new Refused("message.unreadable", "嵌套太深");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        if (!found) {
            throw new Refused("message.unreadable", "没有报文封套<DES>");
        }
    }

    private static Received envelope(long line, XMLStreamReader xml) throws XMLStreamException, IOException {
        Map<String, String> title = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        List<Map<String, String>> sources = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "TITLE" -> leaves(xml, title, 2);
                    case "CONTEXT" -> leaves(xml, fields, 2);
                    case "SOURCE" -> source(xml, sources);
                    default -> pass(xml);
                }
            } else {
                known(xml);
            }
        }
        String key = title.getOrDefault("DATA_KEY", "");
        DataRecord record = new DataRecord(
                title.getOrDefault("DATA_NO", ""),
                title.getOrDefault("DATA_EN", ""),
                key,
                whole(title.getOrDefault("DATA_TYPE", "")),
                0,
                "",
                fields,
                Map.of());
        return Received.good(line, record, sources);
    }

    /** An attachment's name and where it lies; what it holds is no matter of the checks. */
    private static void source(XMLStreamReader xml, List<Map<String, String>> sources)
            throws XMLStreamException, IOException {
        Map<String, String> source = new LinkedHashMap<>();
        leaves(xml, source, 2);
        if (sources.size() >= MOST_SOURCES) {
            throw new Refused("message.size", "附件超过" + MOST_SOURCES + "个");
        }
        sources.add(source);
    }

    private static int whole(String text) {
        return text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9' ? text.charAt(0) - '0' : 0;
    }

    /** The leaves of the element the reader stands on, by name, down to its end; a wrapper around them is nothing. */
    private static void leaves(XMLStreamReader xml, Map<String, String> into, int deep)
            throws XMLStreamException, IOException {
        if (deep > DEEPEST) {
            throw new Refused("message.unreadable", "嵌套太深");
        }
        StringBuilder text = new StringBuilder();
        String name = xml.getLocalName();
        boolean leaf = true;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    leaf = false;
                    leaves(xml, into, deep + 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                default -> known(xml);
            }
        }
        if (leaf && deep > 2 && into.putIfAbsent(name, text.toString().strip()) != null) {
            throw new Refused("message.unreadable", "同一元素出现两次：" + name);
        }
    }

    /** Passes over the element the reader stands on; an attachment is no matter of the checks. */
    private static void pass(XMLStreamReader xml) throws XMLStreamException, IOException {
        int open = 1;
        while (open > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> known(xml);
            }
        }
    }

    private static void known(XMLStreamReader xml) throws Refused {
        if (xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new Refused("message.unreadable", "含有自定义实体，不接受");
        }
    }
}
