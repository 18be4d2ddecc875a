package org.mingjian.sealing.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * 解密演练 (20号令 §30): before the deadline the bidder fetches the bytes that the platform holds, compares their digest with
 * his receipt, and opens them whole with his own key on his own machine. What he found he signs; the platform learns
 * neither key nor content.
 *
 * @param problem the check that failed, empty when everything opened
 */
public record Rehearsal(Optional<EnvelopeProblem> problem) {

    private static final String OPENED = "OPENED";

    /** Empty for a word that is no outcome. */
    public static Optional<Rehearsal> of(String outcome) {
        if (outcome.equals(OPENED)) {
            return Optional.of(new Rehearsal(Optional.empty()));
        }
        return Stream.of(EnvelopeProblem.values())
                .filter(problem -> problem.name().equals(outcome))
                .findFirst()
                .map(problem -> new Rehearsal(Optional.of(problem)));
    }

    public boolean opened() {
        return problem.isEmpty();
    }

    public String outcome() {
        return problem.map(EnvelopeProblem::name).orElse(OPENED);
    }

    public String words() {
        return problem.map(EnvelopeProblem::words).orElse("本机密钥能打开平台所存的投标文件，内容与回执一致");
    }

    /** True where the stored bytes may be others than those of the receipt: the platform looks at them itself. */
    public boolean doubtsTheStore() {
        return problem.filter(found -> found.cause() == EnvelopeCause.DAMAGED).isPresent();
    }

    /**
     * What the bidder signs.
     *
     * @param sm3 of the receipt, 64 hexadecimal digits
     */
    public byte[] message(String trade, String sm3) {
        return ("mingjian-rehearsal-1\n" + trade + "\n" + sm3 + "\n" + outcome()).getBytes(StandardCharsets.UTF_8);
    }
}
