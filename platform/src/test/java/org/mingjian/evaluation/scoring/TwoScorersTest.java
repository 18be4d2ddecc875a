package org.mingjian.evaluation.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.mingjian.verifier.Verifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The platform's engine and the verifier's, written from the format twice, give the same answer for any sheet. */
class TwoScorersTest {

    private static final String[] METHODS = {
        "PF-0:'base':'980'",
        "PF-1:",
        "PF-2:'k':'0.03'",
        "PF-3:'k':'0.97','trimFrom':5,'trimHigh':1,'trimLow':1",
        "PF-4:'alpha':'0.4'",
        "PF-5:'q1':'0.7','k1':'0.98','k2':'0.95'",
        "PF-6:'delta':'0.05','k':'0.97','bx':'A'",
        "PF-7:'w':'0.3'",
        "PF-8:'budget':'1000','floor':'0'",
        "PF-9:'mu':'0.99'",
        "PF-10:"
    };
    private static final String[] CURVES = {
        "'deductAbove':'0.6','deductBelow':'0.3','floor':'0'",
        "'deductAbove':'1','deductBelow':'0.5','floor':'5','flat':['-1','2'],'percentStep':'whole'",
        "'deductAbove':'1','deductBelow':'0.5','floor':'0','percentStep':'started'",
        "'stepsAbove':[['3','0'],['5','0.5'],[null,'2']],'stepsBelow':[[null,'0.7']],'floor':'0'",
        "'interpolate':['900','1100']",
        "'lambda':'1.2','floor':'0'"
    };

    @Property(tries = 300, seed = "7")
    void bothGiveTheSameAnswer(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        String[] method = METHODS[random.nextInt(METHODS.length)].split(":", 2);
        boolean ownCurve = method[0].equals("PF-1") || method[0].equals("PF-8");
        String parameters = (method[1].isEmpty() ? "" : method[1] + ",")
                + (ownCurve ? "" : CURVES[random.nextInt(CURVES.length)] + ",") + "'scoreScale':" + random.nextInt(4)
                + (random.nextBoolean() ? ",'ties':'shared'" : "") + (random.nextBoolean() ? ",'baseScale':2" : "")
                + (random.nextBoolean() ? ",'deviationScale':3" : "");
        String prices = IntStream.range(0, 1 + random.nextInt(9))
                .mapToObj(i -> (850 + random.nextInt(400)) + "." + random.nextInt(100))
                .collect(Collectors.joining(" "));
        String sheet = SheetRuns.sheet(method[0], "60", prices, parameters, "1200");
        ObjectNode price = (ObjectNode) JsonMapper.shared().readTree(sheet);

        agrees(sheet);
        agrees(total(price, random));
    }

    private static void agrees(String sheet) {
        SheetRuns.Run ours = SheetRuns.run(sheet);
        var out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        int code = new Verifier(new ByteArrayInputStream(sheet.getBytes(UTF_8)), print, print).run("score", "-");
        JsonNode theirs = JsonMapper.shared().readTree(out.toString(UTF_8));
        assertThat(code).as(sheet).isEqualTo(ours.code());
        if (code == 0) {
            assertThat(theirs.path("base")).as(sheet).isEqualTo(ours.answer().path("base"));
            assertThat(theirs.path("bids")).as(sheet).isEqualTo(ours.answer().path("bids"));
        }
    }

    /** The same price method inside 综合评估法, with marks of five experts. */
    private static String total(ObjectNode price, Random random) {
        ObjectNode sheet = JsonMapper.shared().createObjectNode();
        sheet.put("method", "EM-2").put("full", "100").put("control", "1200");
        sheet.putArray("parts").addObject().put("name", "技术").put("full", "40").put("weight", "1");
        ObjectNode inner = sheet.putObject("price");
        inner.put("method", price.path("method").asString()).put("full", "60").put("weight", "1");
        ObjectNode parameters = (ObjectNode) price.path("parameters");
        ObjectNode outer = sheet.putObject("parameters");
        outer.set("scoreScale", parameters.remove("scoreScale"));
        if (parameters.has("ties")) {
            outer.set("ties", parameters.remove("ties"));
        }
        outer.put("roundParts", random.nextBoolean()).put("experts", random.nextBoolean() ? "mean" : "trimmedMean");
        inner.set("parameters", parameters);
        var bids = sheet.putArray("bids");
        for (JsonNode bid : price.path("bids")) {
            var marks = ((ObjectNode) bid.deepCopy()).putObject("marks").putArray("技术");
            ObjectNode one = bids.addObject();
            one.setAll((ObjectNode) bid);
            for (int i = 0; i < 5; i++) {
                marks.add(random.nextInt(30, 40) + "." + random.nextInt(10));
            }
            one.putObject("marks").set("技术", marks);
        }
        return sheet.toString();
    }
}
