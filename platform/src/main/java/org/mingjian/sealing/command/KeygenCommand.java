package org.mingjian.sealing.command;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
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
        String name = Options.of(args, Set.of("-o")).need("-o");
        Sm2.KeyPair keys = Sm2.generate(new SecureRandom());
        KeyFile.write(name, keys);
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
                keygen -o KEYFILE
                Makes an SM2 key pair. KEYFILE is created, readable by you alone, and never overwritten.
                Prints {"ok","publicKey","fingerprint"}.
                Example: keygen -o my.key""";
    }
}
