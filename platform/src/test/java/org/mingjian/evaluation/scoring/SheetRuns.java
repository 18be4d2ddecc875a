package org.mingjian.evaluation.scoring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.mingjian.evaluation.ScoreCommand;
import org.mingjian.kernel.command.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs sheets through the {@code score} command as a stranger would. */
final class SheetRuns {

    private SheetRuns() {}

    record Run(int code, JsonNode answer) {
        String base() {
            return answer.get("base").stringValue();
        }

        List<String> scores() {
            return each("score");
        }

        List<String> deviations() {
            return each("deviation");
        }

        List<Integer> ranks() {
            return StreamSupport.stream(answer.get("bids").spliterator(), false)
                    .map(bid -> bid.get("rank").intValue())
                    .toList();
        }

        List<String> explain() {
            return StreamSupport.stream(answer.get("explain").spliterator(), false)
                    .map(JsonNode::stringValue)
                    .toList();
        }

        String problem() {
            return answer.get("problem").stringValue();
        }

        private List<String> each(String key) {
            return StreamSupport.stream(answer.get("bids").spliterator(), false)
                    .map(bid -> bid.get(key).stringValue())
                    .toList();
        }
    }

    static Run run(String sheet) {
        var out = new ByteArrayOutputStream();
        int code;
        try (var stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            var in = new Input(new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8)));
            code = new ScoreCommand().run(new String[] {"-"}, in, stream, stream);
        }
        return new Run(code, JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8)));
    }

    static String sheet(String method, String full, String prices, String parameters) {
        return sheet(method, full, prices, parameters, "");
    }

    /** Bids A, B, C … with these prices; single quotes in the parameters stand for double ones. */
    static String sheet(String method, String full, String prices, String parameters, String control) {
        var bids = new StringBuilder();
        char id = 'A';
        for (String price : prices.split(" ")) {
            bids.append(bids.isEmpty() ? "" : ",").append("{\"id\":\"%c\",\"price\":\"%s\"}".formatted(id++, price));
        }
        return "{\"method\":\"%s\",\"full\":\"%s\"%s,\"bids\":[%s],\"parameters\":{%s}}"
                .formatted(
                        method,
                        full,
                        control.isEmpty() ? "" : ",\"control\":\"" + control + "\"",
                        bids,
                        parameters.replace('\'', '"'));
    }
}
