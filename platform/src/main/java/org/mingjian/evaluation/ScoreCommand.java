package org.mingjian.evaluation;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.mingjian.evaluation.scoring.InvalidSheet;
import org.mingjian.evaluation.scoring.LowPriceAlert;
import org.mingjian.evaluation.scoring.RuleProblem;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.evaluation.scoring.ScoringSheet;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code score FILE}: scores a sheet with the engine the platform itself uses. */
public final class ScoreCommand implements Command {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        String file = Options.of(args, Set.of()).only("scoring sheet (a file, or - for standard input)");
        try {
            ScoringSheet sheet = Sheets.read(in.json(file));
            List<RuleProblem> problems = sheet.problems();
            if (!problems.isEmpty()) {
                out.println(forbidden(problems));
                return WRONG;
            }
            out.println(answer(sheet.score()));
            return GOOD;
        } catch (InvalidSheet invalid) {
            ObjectNode answer = MAPPER.createObjectNode();
            answer.put("ok", false).put("key", invalid.key()).put("problem", invalid.getMessage());
            out.println(answer);
            return WRONG;
        }
    }

    @Override
    public String help() {
        return """
                score FILE    scores a scoring sheet (- reads standard input); the format is in docs/formats.md
                  prints {"base","bids":[{"id","deviation","score","rank"}],"explain":[…]}; nothing is rounded but what
                  "explain" says. Exit 1 names the key that is missing, unknown or wrong, or the rule the sheet breaks.
                Example: echo '{"method":"PF-1","full":"30","bids":[{"id":"A","price":"268"},{"id":"B","price":"285.5"}],
                  "parameters":{"scoreScale":2}}' | ./mingjian score -
                """.strip();
    }

    private static ObjectNode forbidden(List<RuleProblem> problems) {
        ObjectNode answer = MAPPER.createObjectNode().put("ok", false);
        ArrayNode list = answer.putArray("problems");
        for (RuleProblem problem : problems) {
            list.addObject()
                    .put("rule", problem.rule())
                    .put("basis", problem.basis())
                    .put("message", problem.message());
        }
        return answer;
    }

    static ObjectNode answer(Scores scores) {
        ObjectNode answer = MAPPER.createObjectNode().put("base", scores.base());
        ArrayNode bids = answer.putArray("bids");
        for (Scores.Scored scored : scores.bids()) {
            ObjectNode bid = bids.addObject().put("id", scored.id()).put("deviation", scored.deviation());
            if (scored.score() != null) {
                bid.put("score", scored.score().toPlainString());
            }
            if (scored.evaluated() != null) {
                bid.put("evaluated", scored.evaluated());
            }
            if (!scored.parts().isEmpty()) {
                ObjectNode parts = bid.putObject("parts");
                scored.parts().forEach(parts::put);
            }
            bid.put("rank", scored.rank());
        }
        if (!scores.lowPrices().isEmpty()) {
            ArrayNode alerts = answer.putArray("lowPrices");
            for (LowPriceAlert alert : scores.lowPrices()) {
                ArrayNode reasons = alerts.addObject().put("id", alert.id()).putArray("reasons");
                alert.reasons().forEach(reasons::add);
            }
        }
        ArrayNode explain = answer.putArray("explain");
        scores.explain().forEach(explain::add);
        return answer;
    }
}
