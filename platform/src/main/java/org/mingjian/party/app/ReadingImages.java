package org.mingjian.party.app;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.party.PartyEntry;
import org.mingjian.party.domain.Comparison;
import org.mingjian.party.domain.Form;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * 证照识别: the QR code by a library, the characters by Tesseract with Chinese data, started as a program with a time limit
 * and a limit of output. When it is missing, hangs, dies or reads nothing, a person compares, and the answer says why.
 */
@Service
public class ReadingImages {

    private static final int LONGEST = 20 << 20;
    private static final long MOST_PIXELS = 60_000_000L;
    private static final int MOST_TEXT = 200_000;

    private final Documents documents;
    private final RegisteringParties parties;
    private final String program;
    private final Duration patience;

    ReadingImages(
            Documents documents,
            RegisteringParties parties,
            @Value("${mingjian.ocr.program:tesseract}") String program,
            @Value("${mingjian.ocr.patience:20s}") Duration patience) {
        this.documents = documents;
        this.parties = parties;
        this.program = program;
        this.patience = patience;
    }

    /** @param type {@code image/png} or {@code image/jpeg} */
    public record Image(String type, byte[] bytes) {}

    /** The image itself, when it is a picture that a browser may show: PNG or JPEG by its content. */
    public Optional<Image> image(PartyEntry entry) {
        UUID id = entry.document();
        Optional<StoredDocument> document = id == null ? Optional.empty() : documents.find(id);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = documents.open(document.get().sm3())) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            boolean png = bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N';
            boolean jpeg = bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8;
            boolean shown = bytes.length <= LONGEST && (png || jpeg);
            return shown ? Optional.of(new Image(png ? "image/png" : "image/jpeg", bytes)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the store of files does not give " + id, e);
        }
    }

    public Comparison compare(PartyEntry entry) {
        UUID id = entry.document();
        Optional<StoredDocument> document = id == null ? Optional.empty() : documents.find(id);
        if (document.isEmpty()) {
            return Comparison.byPerson("没有上传证照影像");
        }
        Form form = parties.form(entry.form());
        try (InputStream in = documents.open(document.get().sm3())) {
            byte[] image = in.readNBytes(LONGEST + 1);
            return image.length > LONGEST
                    ? Comparison.byPerson("影像超过 20 MB，不作机器识别")
                    : compare(form, entry.values(), image);
        } catch (IOException e) {
            return Comparison.byPerson("影像读不出来");
        }
    }

    /** For an image in memory. */
    public Comparison compare(Form form, Map<String, String> typed, byte[] image) {
        Optional<BufferedImage> picture = picture(image);
        if (picture.isEmpty()) {
            return Comparison.byPerson("不是 PNG、JPEG 影像，或尺寸过大");
        }
        String qr = qr(picture.get()).orElse("");
        Text text = text(image);
        String all = qr + "\n" + text.read();
        return all.isBlank()
                ? Comparison.byPerson(text.trouble().isEmpty() ? "影像中没有认出文字或二维码" : text.trouble())
                : Comparison.of(form, typed, all);
    }

    /** The size is asked before the pixels are unpacked: a small file may be a huge picture. */
    private static Optional<BufferedImage> picture(byte[] image) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                return pixels > MOST_PIXELS ? Optional.empty() : Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> qr(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return Optional.of(new MultiFormatReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText());
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    private record Text(String read, String trouble) {}

    private Text text(byte[] image) {
        try {
            Path file = Files.createTempFile("mingjian-ocr", ".img");
            try {
                Files.write(file, image);
                return run(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return new Text("", "没有安装文字识别程序，请人工比对");
        }
    }

    private Text run(Path file) throws IOException {
        Process process = new ProcessBuilder(program, file.toString(), "stdout", "-l", "chi_sim")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Thread watch = Thread.ofVirtual().start(() -> endLater(process));
        try (InputStream out = process.getInputStream()) {
            byte[] read = out.readNBytes(MOST_TEXT);
            boolean hung = !process.waitFor(1, TimeUnit.SECONDS);
            if (hung || process.exitValue() != 0) {
                return new Text("", hung || process.exitValue() >= 128 ? "文字识别超时或中断，请人工比对" : "文字识别失败，请人工比对");
            }
            return new Text(new String(read, StandardCharsets.UTF_8), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Text("", "文字识别中断，请人工比对");
        } finally {
            watch.interrupt();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void endLater(Process process) {
        try {
            Thread.sleep(patience);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }
}
