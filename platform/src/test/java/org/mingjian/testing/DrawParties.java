package org.mingjian.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.JsonNode;

/** The agency and the supervisor at a draw, each with a seed of its own, as their browsers do it. */
public final class DrawParties {

    private final Map<String, Desk> desks = new HashMap<>();
    private final Map<String, String> seeds = new HashMap<>();
    private final String trade;
    private final String purpose;

    public DrawParties(int port, String trade, String purpose) {
        this.trade = trade;
        this.purpose = purpose;
        desks.put("tenderer", Desk.of(port, "agency"));
        desks.put("supervisor", Desk.of(port, "supervisor"));
        for (String party : desks.keySet()) {
            byte[] seed = new byte[32];
            new SecureRandom().nextBytes(seed);
            seeds.put(party, Sm3.hex(seed));
        }
    }

    private DrawParties(int port, DrawParties same) {
        this.trade = same.trade;
        this.purpose = same.purpose;
        desks.put("tenderer", Desk.of(port, "agency"));
        desks.put("supervisor", Desk.of(port, "supervisor"));
        seeds.putAll(same.seeds);
    }

    /** The same parties with their seeds, at a platform that was started again. */
    public DrawParties at(int port) {
        return new DrawParties(port, this);
    }

    /** Everything from the commitments to the result. */
    public static JsonNode draw(int port, String trade, String purpose) {
        DrawParties parties = new DrawParties(port, trade, purpose);
        assertThat(parties.commit("tenderer").status()).isEqualTo(200);
        assertThat(parties.commit("supervisor").status()).isEqualTo(200);
        assertThat(parties.reveal("supervisor").status()).isEqualTo(200);
        Desk.Answer last = parties.reveal("tenderer");
        assertThat(last.status()).as(String.valueOf(last.body())).isEqualTo(200);
        assertThat(last.body().path("state").asString()).isEqualTo("DRAWN");
        return last.body();
    }

    /** The newest draw, as everybody sees it. */
    public JsonNode latest() {
        JsonNode newest = null;
        for (JsonNode draw :
                desk("tenderer").get("/api/trades/" + trade + "/draws").body()) {
            if (draw.path("draw").asString().contains("/" + purpose + "/")) {
                newest = draw;
            }
        }
        assertThat(newest).as("a draw of " + trade).isNotNull();
        return newest;
    }

    public String seed(String party) {
        return String.valueOf(seeds.get(party));
    }

    public Desk desk(String party) {
        Desk desk = desks.get(party);
        if (desk == null) {
            throw new IllegalArgumentException(party);
        }
        return desk;
    }

    public Desk.Answer commit(String party) {
        String text = "mingjian-draw-seed-1\n" + draw() + "\n" + party + "\n" + seed(party);
        String commitment = Sm3.hex(Sm3.digest(text.getBytes(StandardCharsets.UTF_8)));
        return desk(party).post(path() + "/commitment", Map.of("commitment", commitment));
    }

    public Desk.Answer reveal(String party) {
        return desk(party).post(path() + "/seed", Map.of("seed", seed(party)));
    }

    public String draw() {
        return latest().path("draw").asString();
    }

    public String path() {
        return "/api/trades/" + trade + "/draws/" + draw().substring(trade.length() + 1);
    }
}
