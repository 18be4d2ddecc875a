package org.mingjian.coding.app;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mingjian.coding.Codes;
import org.mingjian.coding.CodingError;
import org.mingjian.coding.IssuedCode;
import org.mingjian.coding.PlatformCode;
import org.mingjian.coding.ProjectCode;
import org.mingjian.coding.SectionCode;
import org.mingjian.coding.TenderProjectCode;
import org.mingjian.coding.TradeCode;
import org.mingjian.coding.domain.CheckCharacter;
import org.mingjian.coding.domain.TradeCodes;
import org.mingjian.coding.store.CodeStore;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.PlatformException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Issues codes: the next serial of the prefix, written down with the code. */
@Transactional(propagation = Propagation.MANDATORY)
public class IssuingCodes implements Codes {

    private final CodeStore store;
    private final InstantSource clock;
    private final CheckCharacter algorithm;
    private final Set<String> tradeClasses;

    public IssuingCodes(CodeStore store, InstantSource clock, CheckCharacter algorithm, Set<String> tradeClasses) {
        this.store = store;
        this.clock = clock;
        this.algorithm = algorithm;
        this.tradeClasses = Set.copyOf(tradeClasses);
    }

    @Override
    public ProjectCode issueProject(PlatformCode platform) {
        return new ProjectCode(issued("project", platform.value(), 6));
    }

    @Override
    public TenderProjectCode issueTenderProject(ProjectCode project) {
        return new TenderProjectCode(issued("tenderProject", project.value(), 3));
    }

    @Override
    public SectionCode issueSection(TenderProjectCode tenderProject) {
        return new SectionCode(issued("section", tenderProject.value(), 3));
    }

    @Override
    public TradeCode issueTradeCode(String tradeClass, CreditCode operator, LocalDate date) {
        if (!tradeClasses.contains(tradeClass)) {
            throw new PlatformException(CodingError.TRADE_CLASS_UNKNOWN, tradeClass);
        }
        String prefix = TradeCodes.prefix(tradeClass, operator, date);
        TradeCode code = TradeCodes.of(prefix, next(prefix, TradeCodes.LARGEST_SERIAL), algorithm);
        store.record(new IssuedCode(code.value(), "trade", prefix, clock.instant()));
        return code;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<IssuedCode> find(String code) {
        return store.find(code);
    }

    private String issued(String kind, String prefix, int digits) {
        int largest = digits == 6 ? 999_999 : 999;
        String code = prefix + String.format(Locale.ROOT, "%0" + digits + "d", next(prefix, largest));
        store.record(new IssuedCode(code, kind, prefix, clock.instant()));
        return code;
    }

    private int next(String prefix, int largest) {
        int serial = store.next(prefix);
        if (serial > largest) {
            throw new PlatformException(CodingError.SERIALS_USED_UP, prefix);
        }
        return serial;
    }
}
