package org.mingjian.party.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.document.Documents;
import org.mingjian.ops.PlatformTest;
import org.mingjian.party.domain.Comparison;
import org.mingjian.party.domain.Form;
import org.springframework.beans.factory.annotation.Autowired;

/** Reading certificates: the QR code for real, the recognition program by stand-ins that answer, die or hang. */
@PlatformTest
class CertificateImageTest {

    private static final Map<String, String> TYPED = Map.of(
            "qualificationName", "建筑工程施工总承包",
            "qualificationLevel", "一级",
            "qualificationType", "施工总承包序列",
            "qualificationNumber", "D199000001",
            "qualificationEnds", "2028-12-31");

    @TempDir
    Path folder;

    @Autowired
    Documents documents;

    @Autowired
    RegisteringParties parties;

    private Comparison compare(String program, byte[] image) {
        Form form = parties.form("qualification");
        return new ReadingImages(documents, parties, program, Duration.ofMillis(700)).compare(form, TYPED, image);
    }

    private String script(String body) throws IOException {
        Path script = folder.resolve("ocr" + body.hashCode());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] blank() throws IOException {
        return png(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] code(String text) throws IOException, WriterException {
        BitMatrix matrix = new QRCodeWriter()
                .encode(text, BarcodeFormat.QR_CODE, 400, 400, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                image.setRGB(x, y, matrix.get(x, y) ? 0x000000 : 0xffffff);
            }
        }
        return png(image);
    }

    @Test
    void differencesStandSideBySide() throws IOException {
        String program = script("echo '资质名称：建筑工程施工总承包 资质等级：二级 证书编号 D199000001'");

        Comparison found = compare(program, blank());

        assertThat(found.person()).isNull();
        assertThat(found.lines())
                .filteredOn(line -> line.field().equals("qualificationNumber"))
                .singleElement()
                .satisfies(line -> assertThat(line.same()).isTrue());
        assertThat(found.lines())
                .filteredOn(line -> line.field().equals("qualificationLevel"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.same()).isFalse();
                    assertThat(line.typed()).isEqualTo("一级");
                    assertThat(line.read()).startsWith("二级");
                });
    }

    /** As Tesseract 5.3 reads a tilted C. */
    @Test
    void aLetterReadInTheOtherCaseIsNoDifference() throws IOException {
        Comparison found = compare(script("echo '证书编号: d199000001'"), blank());

        assertThat(found.lines())
                .filteredOn(line -> line.field().equals("qualificationNumber"))
                .singleElement()
                .satisfies(line -> assertThat(line.same()).isTrue());
    }

    @Test
    void codeIsReadWithoutTheProgram() throws IOException, WriterException {
        Comparison found = compare(folder.resolve("missing").toString(), code("D199000001 建筑工程施工总承包"));

        assertThat(found.person()).isNull();
        assertThat(found.lines())
                .filteredOn(Comparison.Line::same)
                .extracting(Comparison.Line::field)
                .containsExactlyInAnyOrder("qualificationNumber", "qualificationName");
    }

    @Test
    void missingProgramSendsTheDocumentToAPerson() throws IOException {
        assertThat(compare(folder.resolve("missing").toString(), blank()).person())
                .contains("没有安装");
    }

    @Test
    void programThatDiesSendsTheDocumentToAPerson() throws IOException {
        assertThat(compare(script("exit 3"), blank()).person()).contains("失败");
        assertThat(compare(script("kill -9 $$"), blank()).person()).contains("中断");
    }

    @Test
    void programThatHangsIsEndedInTime() throws IOException {
        long began = System.nanoTime();

        assertThat(compare(script("sleep 300"), blank()).person()).contains("超时");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatIsNoPictureGoesToAPerson() {
        assertThat(compare("true", "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .person())
                .contains("PNG");
    }
}
