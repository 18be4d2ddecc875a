package org.mingjian.sealing.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.Certificates;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Key files, one form for browser and commands: {@code {"type":"mingjian-key","v":1,"name","publicKey"}} with either
 * {@code privateKey} or, under a password, {@code closed} ({@link KeyLock}); and certificates in DER or PEM. An open
 * key file is only as safe as the disk it lies on; where keys live in tokens, sealing takes a signer instead.
 */
public final class KeyFile {

    private static final int LONGEST = 64 * 1024;
    private static final String KIND = "mingjian-key";

    /** The second was written before the browser and the commands shared one form. */
    private static final Set<String> KINDS = Set.of(KIND, "sm2-key");

    private KeyFile() {}

    /** The key of {@code --key}, opened with the first line of the file of {@code --password} where it is closed. */
    public static KeyKind.Pair read(Input in, Options options) {
        return read(in, options.need("--key"), options.find("--password"));
    }

    private static KeyKind.Pair read(Input in, String name, Optional<String> passwordFile) {
        JsonNode node = Input.parse(name, new String(in.bytes(name, LONGEST), StandardCharsets.UTF_8));
        boolean known =
                KINDS.contains(node.path("type").asString("")) && node.path("v").asInt(0) == 1;
        if (!known) {
            throw new BadInput(name + " is not a key file; keygen makes one");
        }
        byte[] privateKey = privateKey(in, name, node, passwordFile);
        byte[] publicKey = base64(name, node.path("publicKey").asString(""));
        try {
            if (!Arrays.equals(KeyKind.ofPrivate(privateKey).publicKeyOf(privateKey), publicKey)) {
                throw new BadInput(name + " holds two keys that do not belong together");
            }
        } catch (CryptoFailure unusable) {
            throw new BadInput(name + " holds no usable private key");
        }
        return new KeyKind.Pair(privateKey, publicKey);
    }

    private static byte[] privateKey(Input in, String name, JsonNode node, Optional<String> passwordFile) {
        if (!node.has("closed")) {
            return base64(name, node.path("privateKey").asString(""));
        }
        String password = passwordFile.orElseThrow(
                () -> new BadCall(name + " is closed by a password; name a file that holds it with --password"));
        return KeyLock.open(name, node.path("closed"), KeyLock.password(in.text(password)));
    }

    /** Never overwrites; only the owner may read the file, where the file system knows of owners. */
    static void write(String name, KeyKind.Pair keys, Optional<Certificate> certificate, Optional<char[]> password) {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode node =
                JsonMapper.shared().createObjectNode().put("type", KIND).put("v", 1);
        node.put("name", String.valueOf(Input.path(name).getFileName()))
                .put("publicKey", base64.encodeToString(keys.publicKey()));
        certificate.ifPresent(known -> node.put("serial", known.serial()));
        if (password.isPresent()) {
            node.set("closed", KeyLock.close(keys.privateKey(), password.get()));
        } else {
            node.put("privateKey", base64.encodeToString(keys.privateKey()));
        }
        String text = node.toString();
        Path path = Input.path(name);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(path, options, attributes)) {
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException exists) {
            throw new BadCall(name + " exists already; choose another name");
        } catch (IOException refused) {
            throw new BadCall("cannot write " + name);
        }
    }

    static Certificate certificate(Input in, String name) {
        try {
            return Certificates.parse(der(in, name, "CERTIFICATE"));
        } catch (CryptoFailure unreadable) {
            throw new BadInput(name + " is no certificate with an SM2 key or an RSA key of 2048 bits, in DER or PEM");
        }
    }

    /** An RSA key pair out of PKCS #8. */
    static KeyKind.Pair rsa(Input in, String name) {
        byte[] privateKey = der(in, name, "PRIVATE KEY");
        try {
            return new KeyKind.Pair(privateKey, KeyKind.RSA.publicKeyOf(privateKey));
        } catch (CryptoFailure unusable) {
            throw new BadInput(name + " is no RSA key of 2048 to 4096 bits in PKCS #8, DER or PEM");
        }
    }

    private static byte[] der(Input in, String name, String label) {
        byte[] bytes = in.bytes(name, LONGEST);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String start = "-----BEGIN " + label + "-----";
        int begin = text.indexOf(start);
        int end = text.indexOf("-----END " + label + "-----");
        return begin >= 0 && end > begin
                ? base64(name, text.substring(begin + start.length(), end).replaceAll("\\s", ""))
                : bytes;
    }

    static byte[] base64(String name, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadInput(name + " holds malformed base64");
        }
    }
}
