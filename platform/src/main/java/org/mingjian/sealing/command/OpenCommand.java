package org.mingjian.sealing.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedFile;
import org.mingjian.sealing.domain.SealedHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens a sealed bid with the key of one of its recipients. */
public final class OpenCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("--key", "--password", "--share", "--trade", "-o"));
        String file = options.only("SEALED");
        if (file.equals("-")) {
            throw new BadCall("SEALED must be a file; it is read twice");
        }
        Optional<Path> folder = options.find("-o").map(Input::path);
        try {
            SealedHeader header = ShareCommand.header(in, file);
            byte[] key = options.all("--share").isEmpty()
                    ? OpenedBids.unwrap(header, KeyFile.read(in, options).privateKey())
                    : OpenerShares.contentKey(header, shares(in, options.all("--share")));
            String trade = options.find("--trade").orElse(header.trade());
            out.println(
                    folder.isPresent() ? openAll(in, file, key, trade, folder.get()) : openSheet(in, file, key, trade));
            return GOOD;
        } catch (EnvelopeRefused refused) {
            out.println(problem(refused));
            return WRONG;
        } catch (IOException failed) {
            throw new BadCall("cannot open " + file + ": " + failed.getMessage());
        }
    }

    private static Map<Integer, byte[]> shares(Input in, List<String> names) {
        Map<Integer, byte[]> shares = new HashMap<>();
        for (String name : names) {
            JsonNode node = in.json(name);
            shares.put(
                    node.path("index").asInt(0),
                    KeyFile.base64(name, node.path("share").asString("")));
        }
        return shares;
    }

    private static ObjectNode openSheet(Input in, String file, byte[] key, String trade)
            throws IOException, EnvelopeRefused {
        try (InputStream sealed = new BufferedInputStream(in.stream(file))) {
            BidSheet sheet = OpenedBids.openSheet(sealed, key, trade);
            ObjectNode answer =
                    JsonMapper.shared().createObjectNode().put("ok", true).put("trade", trade);
            answer.set("sheet", sheet.content());
            return answer;
        }
    }

    private static ObjectNode openAll(Input in, String file, byte[] key, String trade, Path folder)
            throws IOException, EnvelopeRefused {
        BidFolder.mustBeNew(folder);
        boolean whole = false;
        try (InputStream sealed = new BufferedInputStream(in.stream(file))) {
            Path files = Files.createDirectory(folder.resolve("files"));
            OpenedBids.Opened opened = OpenedBids.openAll(sealed, key, trade, BidFolder.into(files));
            Files.write(
                    folder.resolve("sheet.json"),
                    CanonicalJson.bytes(opened.sheet().content()));
            whole = true;
            ObjectNode answer =
                    JsonMapper.shared().createObjectNode().put("ok", true).put("trade", trade);
            answer.put("bidder", opened.header().bidder().creditCode()).put("sm3", opened.sm3());
            answer.set("sheet", opened.sheet().content());
            list(answer, opened.files());
            return answer;
        } finally {
            if (!whole) {
                BidFolder.empty(folder);
            }
        }
    }

    static void list(ObjectNode answer, List<SealedFile> files) {
        var list = answer.putArray("files");
        files.forEach(file -> list.addObject()
                .put("name", file.name())
                .put("size", file.size())
                .put("sm3", file.sm3()));
    }

    /** A refusal as the commands print it. */
    static ObjectNode problem(EnvelopeRefused refused) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("ok", false)
                .put("cause", refused.problem().cause().name())
                .put("check", refused.problem().name())
                .put("words", refused.problem().words())
                .put("problem", refused.detail());
    }

    @Override
    public String help() {
        return """
                open (--key KEYFILE [--password FILE] | --share SHARE.json…) [--trade CODE] SEALED [-o FOLDER]
                Opens a sealed bid with your own key, or with as many openers' shares as the tender asks for (each
                --share FILE as the command share printed it). Without -o only the bid sheet is opened and printed;
                with -o all is checked
                and written:
                FOLDER/sheet.json and FOLDER/files/. FOLDER must be new or empty; after a failure nothing stays in it.
                Prints {"ok","trade","sheet",…} or {"ok":false,"cause","check","problem"}, where cause is WRONG_KEY,
                DAMAGED, OTHER_TENDER or MALFORMED.
                Example: open --key my.key bid.sealed -o opened/""";
    }
}
