package org.mingjian.sealing.command;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.sealing.domain.Recipient;
import tools.jackson.databind.json.JsonMapper;

/** Makes a key pair for sealing and signing, or takes over the RSA key that a certificate authority gave. */
public final class KeygenCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("-o", "--password", "--kind", "--from", "--cert"));
        String name = options.need("-o");
        Optional<char[]> password = options.find("--password").map(file -> KeyLock.password(in.text(file)));
        KeyKind.Pair keys = options.find("--from")
                .map(from -> KeyFile.rsa(in, from))
                .orElseGet(() -> kind(options).generate(new SecureRandom()));
        Optional<Certificate> certificate = options.find("--cert").map(file -> KeyFile.certificate(in, file));
        if (certificate.isPresent() && !Arrays.equals(certificate.get().publicKey(), keys.publicKey())) {
            throw new BadCall("the certificate belongs to another key");
        }
        KeyFile.write(name, keys, certificate, password);
        out.println(JsonMapper.shared()
                .createObjectNode()
                .put("ok", true)
                .put("publicKey", Base64.getEncoder().encodeToString(keys.publicKey()))
                .put("fingerprint", Recipient.fingerprintOf(keys.publicKey())));
        return GOOD;
    }

    private static KeyKind kind(Options options) {
        return switch (options.find("--kind").orElse("sm2")) {
            case "sm2" -> KeyKind.SM2;
            case "rsa" -> KeyKind.RSA;
            default -> throw new BadCall("--kind is sm2 or rsa");
        };
    }

    @Override
    public String help() {
        return """
                keygen -o KEYFILE [--password FILE] [--kind sm2|rsa | --from PKCS8] [--cert CERTFILE]
                Makes a key pair, SM2 where you say nothing else. KEYFILE is created, readable by you alone, and never
                overwritten. With the first line of FILE as password it is closed, as the browser does it; the browser
                reads both. --from takes over an RSA key of 2048 to 4096 bits (PKCS #8, DER or PEM), --cert writes the
                serial of its certificate in, so that the browser signs in by it.
                Prints {"ok","publicKey","fingerprint"}.
                Example: keygen -o my.key
                Example: keygen --from rsa.pem --cert rsa.crt -o my.key""";
    }
}
