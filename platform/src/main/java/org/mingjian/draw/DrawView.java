package org.mingjian.draw;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draw as everybody may see it: nothing here tells who was drawn.
 *
 * @param draw {@code CODE/experts/1}
 * @param number 2 and more for a repeated draw
 * @param root Merkle root of the pool, hexadecimal
 * @param bits entropy of the result
 * @param output of the verifiable random function, hexadecimal
 * @param poolFact the fact that holds the pool
 */
public record DrawView(
        String draw,
        String trade,
        DrawPurpose purpose,
        int number,
        DrawState state,
        String root,
        int bits,
        List<String> warnings,
        Instant revealBy,
        List<PartySeed> seeds,
        @Nullable String output,
        long poolFact) {

    /** @param seed null until it is revealed */
    public record PartySeed(
            DrawParty party,
            String title,
            @Nullable String commitment,
            @Nullable String seed) {}

    public PartySeed of(DrawParty party) {
        return seeds.stream().filter(one -> one.party() == party).findFirst().orElseThrow();
    }
}
