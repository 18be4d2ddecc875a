package org.mingjian.facts.web;

import java.time.Duration;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FactsError;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The proof of one fact as a file to take away (存证证明). What may not be read yet is proved by its digest alone. */
@RestController
class ProofController {

    private final Facts facts;

    ProofController(Facts facts) {
        this.facts = facts;
    }

    @Open("公开存证：任何人可取证明")
    @GetMapping("/api/facts/{position}/proof")
    Evidence proof(@PathVariable long position) {
        Fact fact = facts.after(position - 1, 1).stream()
                .filter(found -> found.position() == position)
                .findFirst()
                .orElseThrow(() -> new PlatformException(FactsError.FACT_NOT_FOUND, "第 " + position + " 条"));
        Evidence evidence = facts.evidence(fact.id(), "fact", Duration.ofSeconds(2));
        return fact.disclosed() ? evidence : evidence.withoutContent();
    }
}
