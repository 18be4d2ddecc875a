package org.mingjian.document.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.document.store.DocumentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets uploads that nobody finished in their time. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExpiringUploads {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiringUploads.class);
    private static final int BATCH = 1000;

    private final DocumentStore store;
    private final FileShelf shelf;
    private final InstantSource clock;

    ExpiringUploads(DocumentStore store, FileShelf shelf, InstantSource clock) {
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        for (UUID upload : store.expired(clock.instant(), BATCH)) {
            try {
                shelf.drop(upload);
                store.remove(upload);
            } catch (IOException e) {
                LOG.warn("expired upload {} cannot be removed now", upload, e);
            }
        }
    }
}
