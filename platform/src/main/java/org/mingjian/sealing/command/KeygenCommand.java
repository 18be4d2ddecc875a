package org.mingjian.sealing.command;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.sealing.domain.Recipient;
import tools.jackson.databind.json.JsonMapper;

/** Makes an SM2 key pair for sealing and signing. */
public final class KeygenCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("-o", "--password"));
        String name = options.need("-o");
        Optional<char[]> password = options.find("--password").map(file -> KeyLock.password(in.text(file)));
        Sm2.KeyPair keys = Sm2.generate(new SecureRandom());
        KeyFile.write(name, keys, password);
        out.println(JsonMapper.shared()
                .createObjectNode()
                .put("ok", true)
                .put("publicKey", Base64.getEncoder().encodeToString(keys.publicKey()))
                .put("fingerprint", Recipient.fingerprintOf(keys.publicKey())));
        return GOOD;
    }

    @Override
    public String help() {
        return """
                keygen -o KEYFILE [--password FILE]
                Makes an SM2 key pair. KEYFILE is created, readable by you alone, and never overwritten. With the first
                line of FILE as password it is closed, as the browser does it; the browser reads both.
                Prints {"ok","publicKey","fingerprint"}.
                Example: keygen -o my.key""";
    }
}
