package org.mingjian.anchor.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mingjian.anchor.domain.Chain;
import org.mingjian.anchor.store.EvmChain;
import org.mingjian.facts.SignedHeads;
import org.mingjian.ops.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code mingjian.anchor.evm.url} (JSON-RPC) and {@code mingjian.anchor.evm.key} (file with the writer's private
 * key, 64 hexadecimal digits): a head each {@code mingjian.anchor.every}.
 */
@Component
@ConditionalOnProperty("mingjian.anchor.evm.url")
class AnchoringByTheClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnchoringByTheClock.class);

    private final AnchoringHeads anchoring;
    private final Chain chain;
    private final Duration every;
    private volatile boolean running;
    private @Nullable Thread thread;

    AnchoringByTheClock(
            AnchoringHeads anchoring,
            SignedHeads heads,
            JsonMapper json,
            @Value("${mingjian.anchor.evm.url}") URI node,
            @Value("${mingjian.anchor.evm.key}") Path key,
            @Value("${mingjian.anchor.every:PT1M}") Duration every) {
        this.every = every;
        this.anchoring = anchoring;
        String line = heads.keyLine();
        try (InputStream artefact = EvmChain.class.getResourceAsStream("/anchor/Checkpoints.json")) {
            String secret = Files.readString(key).strip();
            if (!secret.matches("[0-9a-f]{64}")) {
                throw new StartRefused("mingjian.anchor.evm.key: " + key + " must hold 64 hexadecimal digits");
            }
            this.chain =
                    new EvmChain(node, secret, line.substring(0, line.indexOf('+')), json.readTree(artefact), json);
        } catch (IOException unreadable) {
            throw new StartRefused("mingjian.anchor.evm.key: " + key + " cannot be read", unreadable);
        }
    }

    /** A thread of its own: a chain that is away may keep it waiting, and nothing else. */
    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("anchors").daemon().start(this::work);
    }

    private void work() {
        while (running) {
            try {
                anchoring.queue();
                anchoring.catchUp(chain);
            } catch (DataAccessException | TransactionException e) {
                if (running) {
                    LOG.warn("anchors wait for the database: {}", e.getMessage());
                }
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        if (working != null) {
            working.interrupt();
            try {
                working.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
