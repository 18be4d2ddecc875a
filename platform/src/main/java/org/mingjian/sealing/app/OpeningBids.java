package org.mingjian.sealing.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Command;
import org.mingjian.sealing.store.BoardStore.Result;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 解密: takes queued commands in batches, opens only the bid sheets, on all processors, and records each batch in one
 * transaction. What a crash interrupts is still queued and is done at the next start.
 */
@Component
class OpeningBids implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningBids.class);
    private static final int BATCH = 200;
    private static final long POLL_MILLIS = 200;

    private final BoardStore board;
    private final OpeningSheets sheets;
    private final Tenders tenders;
    private final OpeningBoards boards;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Bell bell = new Bell();
    private final Set<String> suspended = new HashSet<>();
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable ExecutorService pool;

    OpeningBids(
            BoardStore board,
            OpeningSheets sheets,
            Tenders tenders,
            OpeningBoards boards,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.board = board;
        this.sheets = sheets;
        this.tenders = tenders;
        this.boards = boards;
        this.transaction = transaction;
        this.clock = clock;
    }

    void ring() {
        bell.ring();
    }

    @Override
    public void start() {
        running = true;
        pool = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("opening-", 0).daemon().factory());
        thread = Thread.ofPlatform().name("opening").daemon().start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        Thread worker = thread;
        ExecutorService opener = pool;
        if (worker != null && opener != null) {
            bell.ring();
            Bell.join(worker);
            opener.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                if (step() == 0) {
                    bell.await(POLL_MILLIS);
                    suspended.clear();
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("opening waits for the database", e);
                bell.await(POLL_MILLIS);
            } catch (RuntimeException e) {
                LOG.error("opening stopped at a batch and tries again", e);
                bell.await(1000);
            }
        }
    }

    private int step() {
        List<Command> commands = board.commands(suspended, BATCH);
        Map<String, List<Result>> results = new LinkedHashMap<>();
        opened(commands)
                .forEach(result -> results.computeIfAbsent(result.command().trade(), t -> new ArrayList<>())
                        .add(result));
        results.forEach(this::recordOrSkip);
        return commands.size();
    }

    private List<Result> opened(List<Command> commands) {
        ExecutorService opener = pool;
        if (opener == null) {
            throw new IllegalStateException("not started");
        }
        List<Future<Result>> futures = commands.stream()
                .map(command -> opener.submit(() -> sheets.open(command)))
                .toList();
        List<Result> results = new ArrayList<>(futures.size());
        for (int i = 0; i < futures.size(); i++) {
            try {
                results.add(futures.get(i).get());
            } catch (ExecutionException e) {
                results.add(stumbled(commands.get(i), e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while opening", e);
            }
        }
        return results;
    }

    /** A bid that makes this platform stumble must not hold up the hall; it is no cause of the bidder either. */
    private static Result stumbled(Command command, ExecutionException e) {
        if (e.getCause() instanceof DataAccessException database) {
            throw database;
        }
        LOG.error("the sheet of bid {} could not be worked on", command.bid(), e.getCause());
        return new Result(command, null, OpeningCause.PLATFORM, "internal error");
    }

    /** A trade whose results cannot be recorded now does not hold up the others. */
    private void recordOrSkip(String trade, List<Result> results) {
        try {
            record(trade, results);
        } catch (RefusedException | DataIntegrityViolationException e) {
            LOG.error("results of {} cannot be recorded; they stay queued", trade, e);
            suspended.add(trade);
        }
    }

    private void record(String trade, List<Result> results) {
        transaction.executeWithoutResult(status -> {
            if (tenders.lock(trade).state() != TradeState.OPENING) {
                suspended.add(trade);
                return;
            }
            Set<UUID> changed = board.settle(results, clock.instant());
            List<TradeAct> acts = results.stream()
                    .filter(result -> changed.contains(result.command().bid()))
                    .map(OpeningBids::act)
                    .toList();
            if (!acts.isEmpty()) {
                tenders.record(trade, acts).orRefuse();
            }
        });
        boards.touch(trade);
    }

    private static TradeAct act(Result result) {
        Command bid = result.command();
        OpeningCause cause = result.cause();
        if (cause == null) {
            var body = new OpeningFacts.Opened(
                    bid.bid(), bid.seq(), bid.name(), bid.creditCode(), bid.sm3(), bid.shares());
            return TradeAct.open(TradeFact.BID_OPENED, OpeningFacts.actor(bid), body);
        }
        var body = new OpeningFacts.Failed(bid.bid(), bid.seq(), bid.name(), cause, cause.words(), result.detail());
        return TradeAct.open(TradeFact.BID_OPENING_FAILED, OpeningFacts.actor(bid), body);
    }
}
