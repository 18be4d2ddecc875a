package org.mingjian.contract.app;

import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.ContractStore;
import org.springframework.stereotype.Component;

/** The module's two stores, for use cases that need both. */
@Component
record Stores(AwardStore awards, ContractStore contracts) {}
