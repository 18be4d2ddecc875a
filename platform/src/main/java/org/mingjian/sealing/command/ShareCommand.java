package org.mingjian.sealing.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedHeader;
import tools.jackson.databind.json.JsonMapper;

/** An opener takes his share out of a sealed bid, on his own machine. */
public final class ShareCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("--key", "--password", "--reason"));
        KeyKind.Pair keys = KeyFile.read(in, options);
        String reason = options.find("--reason").orElse("");
        String file = options.only("SEALED");
        if (file.equals("-")) {
            throw new BadCall("SEALED must be a file; it is read twice");
        }
        try {
            SealedHeader header = header(in, file);
            OpenerShares.Taken taken = OpenerShares.take(header, keys.privateKey());
            String sm3 = digest(in, file);
            byte[] point = OpenerShares.pointOf(taken.value());
            String message = OpenerShares.message(header.trade(), sm3, taken.index(), point, reason);
            byte[] signature = keys.sign(message.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            out.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("ok", true)
                    .put("type", "opener-share")
                    .put("trade", header.trade())
                    .put("sm3", sm3)
                    .put("index", taken.index())
                    .put("kind", taken.kind())
                    .put("share", base64.encodeToString(taken.value()))
                    .put("point", base64.encodeToString(point))
                    .put("reason", reason)
                    .put("signature", base64.encodeToString(signature)));
            return GOOD;
        } catch (EnvelopeRefused refused) {
            out.println(OpenCommand.problem(refused));
            return WRONG;
        } catch (IOException failed) {
            throw new BadCall("cannot read " + file + ": " + failed.getMessage());
        }
    }

    static SealedHeader header(Input in, String file) throws IOException, EnvelopeRefused {
        try (InputStream sealed = new BufferedInputStream(in.stream(file))) {
            return EnvelopeCheck.header(sealed);
        }
    }

    /** SM3 of the whole file. */
    static String digest(Input in, String file) throws IOException {
        Sm3 sm3 = new Sm3();
        byte[] buffer = new byte[256 * 1024];
        try (InputStream sealed = in.stream(file)) {
            for (int read = sealed.read(buffer); read >= 0; read = sealed.read(buffer)) {
                sm3.update(buffer, 0, read);
            }
        }
        return Sm3.hex(sm3.finish());
    }

    @Override
    public String help() {
        return """
                share --key KEYFILE [--password FILE] [--reason TEXT] SEALED
                Takes your share out of a bid that was sealed for you as one of its openers, and checks it: that it is
                of this bid and that it fits the bid's commitments. One share opens nothing; the tender says how many
                do.
                Prints {"ok","type","trade","sm3","index","kind","share","point","reason","signature"} or
                {"ok":false,"cause","check","problem"}.
                Example: share --key opener.key --reason "投标人密钥损坏" bid.sealed > share-1.json""";
    }
}
