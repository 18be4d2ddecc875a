package org.mingjian.contract.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.mingjian.contract.ContractError;
import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.AwardStore.Award;
import org.mingjian.contract.store.ContractStore;
import org.mingjian.contract.store.ContractStore.Contract;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.FormFields;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 签订合同: main clauses as tendered and bid (条例 §57), signed by both with their certificates. */
@Service
public class SigningContract {

    /**
     * The main clauses; each must be what the documents and the winning bid say.
     *
     * @param number 合同编号 that the tenderer gives it, or empty
     */
    public record Clauses(String number, Money price, int durationDays, String quality, String scope, String other) {}

    /** What both sign, and what is published. */
    record ContractText(
            String trade,
            String number,
            String title,
            String tenderer,
            String winner,
            String winnerCreditCode,
            Money price,
            int durationDays,
            String quality,
            String scope,
            String other) {}

    /** The published fact of a signed contract. */
    record ContractPublished(
            String number,
            String title,
            String tenderer,
            String winner,
            Money price,
            int durationDays,
            String digest,
            List<String> warnings) {}

    private final AwardStore awards;
    private final ContractStore store;
    private final Tenders tenders;
    private final Accounts accounts;
    private final ResultRules rules;
    private final FormFields specification;
    private final InstantSource clock;
    private final JsonMapper json;

    SigningContract(
            Stores stores,
            Tenders tenders,
            Accounts accounts,
            ResultRules rules,
            FormFields specification,
            InstantSource clock,
            JsonMapper json) {
        this.awards = stores.awards();
        this.store = stores.contracts();
        this.specification = specification;
        this.tenders = tenders;
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
        this.json = json;
    }

    @Transactional
    public Contract offer(String code, Clauses clauses, Caller caller) {
        TradeView trade = tenders.lock(code);
        ResultRules.requireRun(trade, caller);
        InvalidFields.throwIfAny(specification.problems("contract", clauses));
        Award award = award(code);
        requireAsTendered(trade.requireTerms(), award, clauses);
        var text = new ContractText(
                code,
                clauses.number().strip(),
                trade.title(),
                trade.tendererName(),
                award.name(),
                award.creditCode(),
                clauses.price(),
                clauses.durationDays(),
                clauses.quality(),
                clauses.scope(),
                clauses.other());
        byte[] canonical = CanonicalJson.bytes(json.valueToTree(text));
        store.offer(
                code,
                new String(canonical, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(Sm3.digest(canonical)));
        tenders.record(
                        code,
                        List.of(TradeAct.secret(TradeFact.CONTRACT_OFFERED, caller.actor(), text, Secrecy.PARTIES)))
                .orRefuse();
        return store.contract(code).orElseThrow();
    }

    private static void requireAsTendered(Terms terms, Award award, Clauses clauses) {
        boolean same = clauses.price().compareTo(award.price()) == 0
                && clauses.durationDays() == terms.durationDays()
                && clauses.quality().strip().equals(terms.quality().strip())
                && clauses.scope().strip().equals(terms.scope().strip());
        if (!same) {
            throw new RefusedException(new Refusal(
                    "CONTRACT_DEVIATES",
                    "条例 §57",
                    "合同的标的、价款、质量、履行期限等主要条款应当与招标文件和中标人的投标文件一致：价款 " + award.price() + " 元，工期 " + terms.durationDays()
                            + " 日，质量“" + terms.quality() + "”"));
        }
    }

    /** @param signature SM2 over the UTF-8 bytes of {@code mingjian-contract:} and the contract's digest */
    @Transactional
    public Contract sign(String code, byte[] signature, Caller caller) {
        TradeView trade = tenders.lock(code);
        Award award = award(code);
        Contract contract =
                store.contract(code).orElseThrow(() -> new PlatformException(ContractError.NO_CONTRACT, code));
        boolean byTenderer = caller.actsFor(trade.tenderer());
        if (!byTenderer && !caller.actsFor(award.organisation())) {
            throw new PlatformException(ContractError.NOT_A_PARTY, code);
        }
        byte[] message = ("mingjian-contract:" + contract.digest()).getBytes(StandardCharsets.UTF_8);
        if (!accounts.isSignedBy(caller.account(), message, signature)) {
            throw new PlatformException(ContractError.BAD_SIGNATURE, code);
        }
        Instant now = clock.instant();
        store.sign(code, byTenderer, signature, now);
        Contract signed = store.contract(code).orElseThrow();
        if (signed.isSigned()) {
            publish(trade, award, signed, now, caller);
        }
        return signed;
    }

    private void publish(TradeView trade, Award award, Contract contract, Instant now, Caller caller) {
        Instant issued = award.issuedAt();
        if (issued == null) {
            throw new PlatformException(ContractError.NO_AWARD, trade.code());
        }
        List<String> warnings = rules.clock(trade, "G-T17", issued, now).warnings();
        var body = new ContractPublished(
                json.readTree(contract.body()).path("number").asString(""),
                trade.title(),
                trade.tendererName(),
                award.name(),
                award.price(),
                trade.requireTerms().durationDays(),
                contract.digest(),
                warnings);
        tenders.record(trade.code(), List.of(TradeAct.open(TradeFact.CONTRACT_SIGNED, caller.actor(), body)))
                .orRefuse();
    }

    private Award award(String code) {
        return awards.award(code).orElseThrow(() -> new PlatformException(ContractError.NO_AWARD, code));
    }
}
