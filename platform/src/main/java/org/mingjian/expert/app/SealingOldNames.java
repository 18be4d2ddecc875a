package org.mingjian.expert.app;

import org.mingjian.expert.store.ExpertStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals names and ties that were stored in clear before V0002, in batches, while people may already work. */
@Component
@Order(5)
class SealingOldNames implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SealingOldNames.class);
    private static final int BATCH = 500;

    private final ExpertStore store;
    private final TransactionTemplate transaction;

    SealingOldNames(ExpertStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long total = 0;
        int sealed = BATCH;
        while (sealed > 0) {
            Integer done = transaction.execute(status -> store.sealSome(BATCH));
            sealed = done == null ? 0 : done;
            total += sealed;
        }
        if (total > 0) {
            LOG.info("{} experts' names and ties sealed", total);
        }
    }
}
