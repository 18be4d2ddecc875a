package org.mingjian.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./mingjian bench NAME}: runs one measurement and prints one JSON object. */
public final class Bench {

    /** A measurement. */
    interface Measurement {
        /** @throws Exception whatever went wrong; a wrong answer is a failure, however fast it was */
        Measured run(String[] arguments) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new TreeMap<>(Map.of(
            "exchange", new ExchangeBench(),
            "facts", new FactsBench(),
            "feed", new FeedBench(),
            "guard", new GuardBench(),
            "identity", new IdentityBench(),
            "opening", new OpeningBench(),
            "portal", new PortalBench(),
            "proof", new ProofBench(),
            "start", new StartBench(),
            "upload", new UploadBench()));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Measurement measurement = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (measurement == null) {
            System.err.println("bench: name one of " + ALL.keySet());
            System.exit(2);
            return;
        }
        try {
            Measured measured = measurement.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            System.out.println(JsonMapper.shared().writeValueAsString(measured));
            System.exit(0);
        } catch (Missing missing) {
            System.err.println(missing.getMessage());
            System.exit(2);
        }
    }
}
