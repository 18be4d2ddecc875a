package org.mingjian.identity.app;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.pki.TrustedCertificates;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 信任名单的变更: whoever could trust an authority alone could sign in as anybody. So one administrator wants it and another
 * confirms; until then nothing changes.
 */
@Service
public class ProposingTrust {

    private final ProposalStore proposals;
    private final TrustedCertificates trusted;
    private final Facts facts;
    private final InstantSource clock;

    ProposingTrust(ProposalStore proposals, TrustedCertificates trusted, Facts facts, InstantSource clock) {
        this.proposals = proposals;
        this.trusted = trusted;
        this.facts = facts;
        this.clock = clock;
    }

    /** Judged when it is wanted, so that nobody is asked to agree to what cannot be. */
    @Transactional
    public UUID propose(Change.ChangeTrust change, Caller caller) {
        trusted.requireTrustable(change.wanted());
        UUID id = proposals.add(change, caller.account(), clock.instant());
        facts.record(NewFact.secret(
                "proposal:" + id,
                "proposal.made",
                caller.actor(),
                Map.of("kind", Change.Kind.CHANGE_TRUST, "change", change),
                Secrecy.PARTIES));
        return id;
    }
}
