package org.mingjian.sealing.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.sealing.domain.EnvelopeProblem;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.Rehearsal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * 解密演练 without a browser: whether one's key opens, whole, the bytes that were fetched back from the platform, and
 * whether they are those of the receipt. Nothing opened is written anywhere.
 */
public final class RehearseCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("--key", "--password", "--receipt"));
        String file = options.only("SEALED");
        if (file.equals("-")) {
            throw new BadCall("SEALED must be a file; it is read twice");
        }
        KeyKind.Pair keys = KeyFile.read(in, options);
        Receipt receipt = receipt(in, options);
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        Rehearsal found;
        try {
            found = new Rehearsal(tried(in, file, keys, receipt, answer));
        } catch (IOException failed) {
            throw new BadCall("cannot read " + file + ": " + failed.getMessage());
        }
        byte[] signature = keys.sign(found.message(receipt.trade(), receipt.sm3()));
        out.println(answer.put("ok", found.opened())
                .put("type", "rehearsal")
                .put("trade", receipt.trade())
                .put("sm3", receipt.sm3())
                .put("outcome", found.outcome())
                .put("words", found.words())
                .put("signature", Base64.getEncoder().encodeToString(signature)));
        return found.opened() ? GOOD : WRONG;
    }

    private record Receipt(String trade, String sm3) {}

    private static Receipt receipt(Input in, Options options) {
        String name = options.find("--receipt").orElseThrow(() -> new BadCall("--receipt FILE is missing"));
        JsonNode body = in.json(name).path("content").path("body");
        String trade = body.path("trade").asString("");
        String sm3 = body.path("sm3").asString("");
        if (trade.isEmpty() || !sm3.matches("[0-9a-f]{64}")) {
            throw new BadCall(name + " is not a receipt of a bid");
        }
        return new Receipt(trade, sm3);
    }

    private static Optional<EnvelopeProblem> tried(
            Input in, String file, KeyKind.Pair keys, Receipt receipt, ObjectNode answer) throws IOException {
        if (!ShareCommand.digest(in, file).equals(receipt.sm3())) {
            return Optional.of(EnvelopeProblem.DIGEST);
        }
        try (InputStream sealed = new BufferedInputStream(in.stream(file))) {
            byte[] key = OpenedBids.unwrap(ShareCommand.header(in, file), keys.privateKey());
            OpenedBids.Opened opened =
                    OpenedBids.openAll(sealed, key, receipt.trade(), (name, size) -> OutputStream.nullOutputStream());
            Arrays.fill(key, (byte) 0);
            answer.set("sheet", opened.sheet().content());
            OpenCommand.list(answer, opened.files());
            return Optional.empty();
        } catch (EnvelopeRefused refused) {
            answer.put("problem", refused.detail());
            return Optional.of(refused.problem());
        }
    }

    @Override
    public String help() {
        return """
                rehearse --key KEYFILE [--password FILE] --receipt RECEIPT SEALED
                Tries on your own machine, before the deadline, what will be asked of you at the opening: SEALED is your
                bid as you fetched it back from the platform, RECEIPT the receipt that you were given for it. Compares
                their digests, opens everything with your key, writes nothing.
                Prints {"ok":true,"type":"rehearsal","trade","sm3","outcome":"OPENED","words","signature","sheet",
                "files"} or {"ok":false,…,"outcome":"WRONG_KEY"…}. The page “我的投标” takes the result, signed by your
                key, so that the platform reminds you no more.
                Example: rehearse --key my.key --receipt receipt.json bid.mjb > rehearsal.json""";
    }
}
