package org.mingjian.sealing.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.Bidder;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SealedBids;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Seals a folder as a bid, on a machine that need not know the platform. */
public final class SealCommand implements Command {

    private final InstantSource clock;

    public SealCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(
                args,
                Set.of(
                        "--trade",
                        "--key",
                        "--password",
                        "--cert",
                        "--bidder",
                        "--recipient",
                        "--openers",
                        "--sheet",
                        "--chunk",
                        "-o"));
        KeyKind.Pair keys = KeyFile.read(in, options);
        Optional<Certificate> certificate = options.find("--cert").map(name -> KeyFile.certificate(in, name));
        SealedBids.Order order = new SealedBids.Order(
                options.need("--trade"),
                bidder(options, keys, certificate),
                parties(options, in, keys, certificate),
                clock.instant(),
                chunk(options),
                options.find("--openers").map(name -> OpenersFile.read(in, name)));
        List<SealedBids.Source> files = BidFolder.filesOf(Input.path(options.only("FOLDER")));
        Path target = Input.path(options.need("-o"));
        try {
            BidSheet sheet = BidSheet.of(in.json(options.need("--sheet")));
            SealedBids.Sealed sealed = write(order, keys, sheet, files, target);
            out.println(describe(sealed));
            return GOOD;
        } catch (EnvelopeRefused refused) {
            out.println(OpenCommand.problem(refused));
            return WRONG;
        }
    }

    private static SealedBids.Sealed write(
            SealedBids.Order order, KeyKind.Pair keys, BidSheet sheet, List<SealedBids.Source> files, Path target)
            throws EnvelopeRefused {
        boolean whole = false;
        try (OutputStream to = new BufferedOutputStream(
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            SealedBids.Sealed sealed = new SealedBids(new SecureRandom()).seal(order, keys::sign, sheet, files, to);
            whole = true;
            return sealed;
        } catch (FileAlreadyExistsException exists) {
            whole = true;
            throw new BadCall(target + " exists already; choose another name");
        } catch (IOException failed) {
            throw new BadCall("cannot seal into " + target + ": " + failed.getMessage());
        } finally {
            if (!whole) {
                discard(target);
            }
        }
    }

    private static void discard(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException left) {
            throw new BadCall("sealing failed; delete the unfinished " + target);
        }
    }

    private static Bidder bidder(Options options, KeyKind.Pair keys, Optional<Certificate> certificate) {
        if (certificate.isEmpty()) {
            return new Bidder(options.need("--bidder"), keys.publicKey(), Optional.empty());
        }
        Certificate known = certificate.get();
        if (!Arrays.equals(known.publicKey(), keys.publicKey())) {
            throw new BadCall("the certificate belongs to another key than --key");
        }
        String creditCode = options.find("--bidder").orElse(known.subject().creditCode());
        return new Bidder(creditCode, keys.publicKey(), Optional.of(known.der()));
    }

    private static List<Recipient.Party> parties(
            Options options, Input in, KeyKind.Pair keys, Optional<Certificate> certificate) {
        List<Recipient.Party> parties = new ArrayList<>();
        String serial = certificate.map(Certificate::serial).orElse("");
        parties.add(new Recipient.Party("bidder", keys.publicKey(), serial));
        for (String named : options.all("--recipient")) {
            String[] kindAndFile = named.split("=", 2);
            if (kindAndFile.length != 2) {
                throw new BadCall("--recipient takes KIND=CERTFILE, for example --recipient tenderer=tenderer.pem");
            }
            Certificate other = KeyFile.certificate(in, kindAndFile[1]);
            parties.add(new Recipient.Party(kindAndFile[0], other.publicKey(), other.serial()));
        }
        return parties;
    }

    private static int chunk(Options options) {
        String text = options.find("--chunk").orElse(Integer.toString(SealedBids.USUAL_CHUNK));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new BadCall("--chunk takes a number of bytes");
        }
    }

    private static ObjectNode describe(SealedBids.Sealed sealed) {
        ObjectNode answer = JsonMapper.shared()
                .createObjectNode()
                .put("ok", true)
                .put("trade", sealed.header().trade())
                .put("size", sealed.size())
                .put("sm3", sealed.sm3())
                .put("chunks", sealed.chunks());
        var recipients = answer.putArray("recipients");
        sealed.header().recipients().forEach(recipient -> recipients
                .addObject()
                .put("kind", recipient.kind())
                .put("fingerprint", recipient.fingerprint()));
        sealed.header().openers().ifPresent(shared -> {
            var openers = answer.putObject("openers").put("threshold", shared.threshold());
            var shares = openers.putArray("shares");
            shared.shares()
                    .forEach(share ->
                            shares.addObject().put("kind", share.kind()).put("fingerprint", share.fingerprint()));
        });
        OpenCommand.list(answer, sealed.files());
        return answer;
    }

    @Override
    public String help() {
        return """
                seal --trade CODE --key KEYFILE [--password FILE] (--cert CERTFILE | --bidder USCC) --sheet SHEET.json
                     [--openers OPENERS.json] [--recipient KIND=CERTFILE]… [--chunk BYTES] FOLDER -o SEALED
                Seals the files of FOLDER and the bid sheet for one section. The key is wrapped for your own key and for
                each recipient. OPENERS.json is "openers" of the tender's terms: {"threshold","members":[{"kind","serial",
                "publicKey"}]}; the key is then also shared among them, and that many of them together can open the bid
                when your own key fails. SHEET.json is an object with at least "price" in 元 as a decimal string.
                Prints {"ok","trade","size","sm3","chunks","recipients","openers","files"}; sm3 is what the receipt must name.
                Example: seal --trade A01-12320000466011756J-20240115-000001-S --key my.key --cert my.pem
                         --sheet sheet.json bid/ -o bid.sealed""";
    }
}
