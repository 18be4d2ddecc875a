package org.mingjian.verifier;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code seal} and {@code open}, on a machine that has never seen the platform. */
final class BidCommands {

    static final String SEAL_HELP = """
            seal --trade CODE --key KEYFILE [--password FILE] --bidder USCC --sheet SHEET.json [--openers OPENERS.json]
                 FOLDER -o SEALED
            Seals the files of FOLDER and the bid sheet for one section; the key is wrapped for your own key and, with
            --openers, shared among the openers that the tender's terms name. Prints {"ok","trade","sm3"}; the receipt must
            name that sm3. Example: seal --trade A01-12320000466011756J-20240115-000001-S --key my.key
              --bidder 91340200MA2RU2PC14 --sheet sheet.json bid/ -o bid.sealed""";
    static final String OPEN_HELP = """
            open (--key KEYFILE [--password FILE] | --share SHARE.json…) [--trade CODE] SEALED [-o FOLDER]
            Opens a sealed bid with your own key, or with as many openers' shares as it asks for; checks everything and
            prints {"ok","trade","bidder","sm3","sheet","files"}, or {"ok":false,"check","problem"} and writes nothing.
            FOLDER must be new or empty. Example: open --key my.key bid.sealed -o opened/""";

    private final PrintStream out;

    BidCommands(PrintStream out) {
        this.out = out;
    }

    /** Options with their values, and what stands beside them. */
    private record Call(Map<String, List<String>> options, List<String> rest) {

        static Call of(String[] args, Set<String> known) throws BadCall {
            Call call = new Call(new HashMap<>(), new ArrayList<>());
            for (int i = 1; i < args.length; i++) {
                if (!args[i].startsWith("-")) {
                    call.rest.add(args[i]);
                } else if (known.contains(args[i]) && i + 1 < args.length) {
                    call.options
                            .computeIfAbsent(args[i], none -> new ArrayList<>())
                            .add(args[++i]);
                } else {
                    throw new BadCall(args[i] + " is unknown or needs a value; --help shows an example");
                }
            }
            if (call.rest.size() != 1) {
                throw new BadCall(args[0] + " takes exactly one file or folder; --help shows an example");
            }
            return call;
        }

        Optional<String> find(String name) {
            return all(name).stream().findFirst();
        }

        List<String> all(String name) {
            return options.getOrDefault(name, List.of());
        }

        String need(String name) throws BadCall {
            return find(name).orElseThrow(() -> new BadCall(name + " is missing; --help shows an example"));
        }
    }

    int seal(String[] args) throws BadCall {
        Call call = Call.of(args, Set.of("--trade", "--key", "--password", "--bidder", "--sheet", "--openers", "-o"));
        Path target = Documents.path(call.need("-o"));
        try {
            byte[] sheet = JsonReader.read(text(call.need("--sheet"))).canonical();
            Optional<String> openers = call.find("--openers");
            BidSealing.Order order = new BidSealing.Order(
                    call.need("--trade"),
                    call.need("--bidder"),
                    KeyFile.read(call.need("--key"), call.find("--password")),
                    openers.isPresent() ? Optional.of(rule(openers.get())) : Optional.empty(),
                    sheet,
                    files(Documents.path(call.rest().get(0))));
            String sm3 = write(order, target);
            out.println("{\"ok\":true,\"trade\":" + Json.quote(order.trade()) + ",\"sm3\":\"" + sm3 + "\"}");
            return Verifier.GOOD;
        } catch (Unreadable wrong) {
            return refused("HEADER_CONTENT", wrong.why());
        } catch (Refused refused) {
            return refused(refused.check(), refused.words());
        }
    }

    private static String write(BidSealing.Order order, Path target) throws BadCall, Unreadable, Refused {
        try (OutputStream to = new BufferedOutputStream(
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            return new BidSealing(order).write(to);
        } catch (FileAlreadyExistsException exists) {
            throw new BadCall(target + " exists already; choose another name");
        } catch (IOException failed) {
            throw new BadCall("cannot seal into " + target);
        }
    }

    private static BidSealing.Rule rule(String name) throws BadCall, Unreadable {
        if (!(JsonReader.read(text(name)) instanceof Json.Obj rule)) {
            throw new Unreadable("the openers are an object");
        }
        List<BidSealing.Opener> openers = new ArrayList<>();
        for (Json item : rule.list("members")) {
            if (!(item instanceof Json.Obj one)) {
                throw new Unreadable("an opener is an object");
            }
            openers.add(new BidSealing.Opener(
                    one.text("kind"),
                    one.has("serial") ? one.text("serial") : "",
                    Proof.base64("publicKey", one.text("publicKey"))));
        }
        long threshold = rule.count("threshold");
        if (threshold < 1 || threshold > openers.size() || openers.size() > 16) {
            throw new Unreadable("the openers need a threshold and 1 to 16 members");
        }
        return new BidSealing.Rule((int) threshold, openers);
    }

    private static Map<String, Path> files(Path folder) throws BadCall {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.filter(Files::isRegularFile)
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException unreadable) {
            throw new BadCall("cannot read the folder " + folder);
        }
        return files;
    }

    int open(String[] args) throws BadCall {
        Call call = Call.of(args, Set.of("--key", "--password", "--share", "--trade", "-o"));
        Path file = Documents.path(call.rest().get(0));
        try (InputStream in = new BufferedInputStream(Documents.stream(file))) {
            SealedBid bid = new SealedBid(in);
            String trade = bid.header().place().trade();
            Refused.unless(call.find("--trade").map(trade::equals).orElse(true), "OTHER_TENDER", "sealed for " + trade);
            byte[] key = call.all("--share").isEmpty()
                    ? bid.header().key(KeyFile.read(call.need("--key"), call.find("--password")))
                    : bid.header().key(shares(call.all("--share")));
            out.println(opened(bid, key, call.find("-o")));
            return Verifier.GOOD;
        } catch (Unreadable wrong) {
            return refused("KEY_ENVELOPE", wrong.why());
        } catch (Refused refused) {
            return refused(refused.check(), refused.words());
        } catch (IOException failed) {
            throw new BadCall("cannot open " + file);
        }
    }

    private static String opened(SealedBid bid, byte[] key, Optional<String> folder)
            throws BadCall, IOException, Refused {
        if (folder.isEmpty()) {
            return new OpenedBid(bid, key).open(Optional.empty());
        }
        Path into = Documents.path(folder.get());
        Files.createDirectories(into);
        try (Stream<Path> inside = Files.list(into)) {
            if (inside.findAny().isPresent()) {
                throw new BadCall(into + " is not empty; choose a new folder");
            }
        }
        boolean whole = false;
        try {
            String answer = new OpenedBid(bid, key).open(Optional.of(Files.createDirectory(into.resolve("files"))));
            Files.writeString(into.resolve("bid.json"), answer);
            whole = true;
            return answer;
        } finally {
            if (!whole) {
                empty(into);
            }
        }
    }

    /** After a failure nothing stays. */
    private static void empty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted((one, other) -> other.compareTo(one)).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Map<Integer, byte[]> shares(List<String> names) throws BadCall, Unreadable {
        Map<Integer, byte[]> shares = new HashMap<>();
        for (String name : names) {
            if (!(JsonReader.read(text(name)) instanceof Json.Obj share)) {
                throw new Unreadable(name + " is no share");
            }
            long index = share.count("index");
            if (index < 1 || index > 16) {
                throw new Unreadable(name + " has an index that no opener has");
            }
            shares.put((int) index, Proof.base64("share", share.text("share")));
        }
        return shares;
    }

    private static String text(String name) throws BadCall, Unreadable {
        return Documents.text(name, InputStream.nullInputStream());
    }

    private int refused(String check, String words) {
        out.println("{\"ok\":false,\"check\":\"" + check + "\",\"problem\":" + Json.quote(words) + "}");
        return Verifier.WRONG;
    }

    /** True when a file begins as a sealed bid does. */
    static boolean isSealed(Path file) throws BadCall {
        try (InputStream in = Documents.stream(file)) {
            return Arrays.equals(in.readNBytes(BidHeader.MAGIC.length), BidHeader.MAGIC);
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + file);
        }
    }

    /** What can be checked of a sealed bid without a key. */
    static void check(Path file, Findings findings) throws BadCall {
        try (InputStream in = new BufferedInputStream(Documents.stream(file))) {
            SealedBid bid = new SealedBid(in);
            findings.check(
                    "header",
                    true,
                    "a sealed bid of " + bid.header().place().creditCode() + " for "
                            + bid.header().place().trade());
            findings.check(
                    "whole",
                    true,
                    "no byte is missing, changed or added, and the bidder signed it: SM3 " + bid.finish());
            findings.open("content", "whether it opens, only a key or enough shares can show");
        } catch (Refused refused) {
            findings.check(refused.check(), false, refused.words());
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + file);
        }
    }
}
