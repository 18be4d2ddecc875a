package org.mingjian.coding.command;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingjian.coding.domain.CheckCharacter;
import org.mingjian.coding.domain.CodeCheck;
import org.mingjian.coding.domain.CodeFindings;
import org.mingjian.coding.domain.TradeCodes;
import org.mingjian.coding.store.TradeClassFile;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Issues a 统一交易标识码, or checks codes of any kind. */
public final class CodeCommand implements Command {

    private static final String ALGORITHM = "--algorithm";

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        String act = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        return switch (act) {
            case "issue" -> issue(rest, out);
            case "check" -> check(rest, out);
            default -> throw new BadCall("say issue or check; --help shows an example");
        };
    }

    private static int issue(String[] args, PrintStream out) {
        Options options = Options.of(args, Set.of("--class", "--operator", "--date", "--serial", ALGORITHM));
        if (!options.rest().isEmpty()) {
            throw new BadCall("issue takes options only, not " + options.rest().get(0));
        }
        String tradeClass = options.need("--class");
        if (!TradeClassFile.read().containsKey(tradeClass)) {
            throw new BadCall("--class is a 公共资源交易分类代码 such as A01, not " + tradeClass);
        }
        String prefix =
                TradeCodes.prefix(tradeClass, operator(options.need("--operator")), date(options.need("--date")));
        out.println(TradeCodes.of(prefix, serial(options.need("--serial")), algorithm(options)));
        return GOOD;
    }

    private static int check(String[] args, PrintStream out) {
        Options options = Options.of(args, Set.of("--exception", ALGORITHM));
        List<String> codes = options.rest().stream()
                .flatMap(arg -> Arrays.stream(arg.split(";", -1)))
                .toList();
        if (codes.isEmpty()) {
            throw new BadCall("give at least one code; --help shows an example");
        }
        CodeCheck check =
                new CodeCheck(TradeClassFile.read(), algorithm(options), options.all("--exception")::contains);
        boolean good = true;
        for (String code : codes) {
            CodeFindings findings = check.check(code);
            good &= findings.ok();
            out.println(json(findings));
        }
        return good ? GOOD : WRONG;
    }

    private static ObjectNode json(CodeFindings findings) {
        ObjectNode line = JsonMapper.shared()
                .createObjectNode()
                .put("code", findings.code())
                .put("kind", findings.kind())
                .put("ok", findings.ok());
        ObjectNode parts = line.putObject("parts");
        for (Map.Entry<String, String> part : findings.parts().entrySet()) {
            parts.put(part.getKey(), part.getValue());
        }
        findings.problems().forEach(line.putArray("problems")::add);
        findings.warnings().forEach(line.putArray("warnings")::add);
        return line;
    }

    private static CreditCode operator(String text) {
        try {
            return CreditCode.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new BadCall("--operator: " + wrong.getMessage());
        }
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1000 || date.getYear() > 9999) {
                throw new BadCall("--date has a year of four digits, not " + text);
            }
            return date;
        } catch (DateTimeException wrong) {
            throw new BadCall("--date is a day such as 2026-03-02, not " + text);
        }
    }

    private static int serial(String text) {
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) == 0) {
            throw new BadCall("--serial is a number from 1 to " + TradeCodes.LARGEST_SERIAL + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static CheckCharacter algorithm(Options options) {
        try {
            return CheckCharacter.named(options.find(ALGORITHM).orElse(CheckCharacter.MOD_37_2.setting()));
        } catch (IllegalArgumentException unknown) {
            throw new BadCall(String.valueOf(unknown.getMessage()));
        }
    }

    @Override
    public String help() {
        return """
                code issue --class A01 --operator USCC --date YYYY-MM-DD --serial N [--algorithm mod37-2|mod37-36|none]
                Prints the 统一交易标识码 of that class, operator, date and serial.
                code check CODE… [--algorithm …] [--exception USCC]
                Checks codes of any kind: 统一交易标识码 (40), 项目编号 (17), 招标项目编号 (20), 标段编号 (23),
                统一社会信用代码 (18); codes joined with ; are taken apart. Prints one line a code:
                {"code","kind","ok","parts":{},"problems":[],"warnings":[]}. A wrong check character of a 统一交易标识码
                is a warning, of a 统一社会信用代码 a problem unless the code is named with --exception.
                Exit 0: all ok. Exit 1: a code has a problem.
                Example: code issue --class A01 --operator 12320000466011756J --date 2024-01-15 --serial 1
                Example: code check A01-12320000466011756J-20240115-000001-S 91340200MA2RU2PC14""";
    }
}
