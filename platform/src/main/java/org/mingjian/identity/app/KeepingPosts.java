package org.mingjian.identity.app;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.identity.store.ProposalStore.Post;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 岗位: posts of the organisations. A post alone gives no right. */
@Service
public class KeepingPosts {

    private final ProposalStore store;
    private final AccountStore accounts;
    private final Facts facts;

    KeepingPosts(ProposalStore store, AccountStore accounts, Facts facts) {
        this.store = store;
        this.accounts = accounts;
        this.facts = facts;
    }

    public List<Post> of(@Nullable UUID organisation) {
        return store.posts(organisation);
    }

    @Transactional
    public Post add(UUID organisation, String title, Caller caller) {
        if (accounts.organisation(organisation).isEmpty()) {
            throw new PlatformException(IdentityError.ORGANISATION_NOT_FOUND, organisation.toString());
        }
        Post post = new Post(UUID.randomUUID(), organisation, title.strip());
        store.add(post);
        facts.record(
                NewFact.secret("organisation:" + organisation, "post.added", caller.actor(), post, Secrecy.PARTIES));
        return post;
    }
}
