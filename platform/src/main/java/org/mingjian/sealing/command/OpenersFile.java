package org.mingjian.sealing.command;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm2Shares;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SharedKey;
import tools.jackson.databind.JsonNode;

/** The openers of a tender as its terms name them: {@code {"threshold":3,"members":[{"kind","serial","publicKey"},…]}}. */
final class OpenersFile {

    private OpenersFile() {}

    static SharedKey.Rule read(Input in, String name) {
        JsonNode node = in.json(name);
        List<Recipient.Party> openers = new ArrayList<>();
        for (JsonNode member : node.path("members")) {
            byte[] key = KeyFile.base64(name, member.path("publicKey").asString(""));
            if (KeyKind.ofPublic(key).isEmpty()) {
                throw new BadInput(name + ": opener " + (openers.size() + 1) + " has no usable publicKey");
            }
            openers.add(new Recipient.Party(
                    member.path("kind").asString(""), key, member.path("serial").asString("")));
        }
        int threshold = node.path("threshold").asInt(0);
        if (threshold < 1 || threshold > openers.size() || openers.size() > Sm2Shares.MOST) {
            throw new BadInput(name + " needs a threshold and 1 to 16 members");
        }
        return new SharedKey.Rule(threshold, openers);
    }
}
