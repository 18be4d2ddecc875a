package org.mingjian.sealing.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.GroupWork;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.crypto.Rsa;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.Arrivals.Arrival;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 解密指令: takes the content key from its bidder and queues it. Only the queue is written here, durably, so that a whole
 * hall may press the button in one second; the work is done by {@link OpeningBids}.
 */
@Service
public class TakingKeys {

    private static final String BASIS = "电子招标投标办法（20号令）§30、§31";

    /**
     * A decrypt command.
     *
     * @param contentKey 16 bytes
     * @param signature by the bidder's certificate, over {@link OpeningSheets#message}
     */
    public record KeyCommand(byte[] contentKey, byte[] signature) {}

    /** What is known at once; the result comes on the board. */
    public record Taken(UUID bid, int seq, Instant at) {}

    private static final int GROUP = 256;

    private record Order(KeyCommand command, UUID organisation, UUID account, Instant at) {}

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final BidKeys keys;
    private final OpeningBids worker;
    private final OpeningBoards boards;
    private final TransactionTemplate transaction;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("taking-keys-", 0).daemon().factory());

    /** Commands of one trade that come together share a transaction; no trade waits for another. */
    private final Cache<String, GroupWork<Order, Supplier<Outcome<Taken>>>> lanes =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

    TakingKeys(
            Tenders tenders,
            OpeningStore openings,
            BoardStore board,
            BidKeys keys,
            OpeningBids worker,
            OpeningBoards boards,
            TransactionTemplate transaction) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.keys = keys;
        this.worker = worker;
        this.boards = boards;
        this.transaction = transaction;
    }

    public Taken take(String code, KeyCommand command, Caller caller, Arrival arrival) {
        if (command.contentKey().length != Sm4Gcm.KEY_LENGTH) {
            throw new PlatformException(SealingError.BAD_KEY, command.contentKey().length + " 字节");
        }
        int length = command.signature().length;
        if (length != Sm2.SIGNATURE_LENGTH && (length < Rsa.LEAST || length > Rsa.MOST)) {
            throw new PlatformException(SealingError.BAD_SIGNATURE, "签名应为 64 字节 r‖s，或 RSA 签名");
        }
        UUID organisation = caller.requireOrganisation().id();
        Outcome<Taken> outcome = lanes.get(code, this::lane)
                .of(new Order(command, organisation, caller.account(), arrival.at()))
                .get();
        arrival.close();
        Taken taken = outcome.orRefuse();
        worker.ring();
        boards.touch(code);
        return taken;
    }

    private GroupWork<Order, Supplier<Outcome<Taken>>> lane(String code) {
        return new GroupWork<>(
                threads, GROUP, orders -> Objects.requireNonNull(transaction.execute(status -> queue(code, orders))));
    }

    /** The opening's row is shared until the end, so that the time to decrypt cannot be closed in between. */
    private List<Supplier<Outcome<Taken>>> queue(String code, List<Order> orders) {
        OpeningStore.Opening opening =
                openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
        TradeState state = tenders.get(code).state();
        Set<UUID> organisations = orders.stream().map(Order::organisation).collect(Collectors.toSet());
        Map<UUID, BoardStore.Entry> bids = board.lockOf(code, organisations).stream()
                .collect(Collectors.toMap(BoardStore.Entry::organisation, bid -> bid));
        List<BoardStore.Given> given = new ArrayList<>();
        List<Supplier<Outcome<Taken>>> answers = new ArrayList<>(orders.size());
        for (Order order : orders) {
            BoardStore.Entry bid = bids.get(order.organisation());
            Optional<Refusal> refusal = refusal(opening, state, bid, order);
            if (refusal.isPresent()) {
                Outcome<Taken> refused = new Outcome.Refused<>(refusal.get());
                answers.add(() -> refused);
            } else if (bid == null) {
                answers.add(() -> {
                    throw new PlatformException(SealingError.BID_NOT_FOUND, code);
                });
            } else {
                KeyCommand command = order.command();
                byte[] sealed = keys.seal(bid.id(), command.contentKey());
                given.add(new BoardStore.Given(bid.id(), sealed, command.signature(), order.account(), order.at(), 0));
                Outcome<Taken> taken = Outcome.done(new Taken(bid.id(), bid.seq(), order.at()));
                answers.add(() -> taken);
            }
        }
        board.command(given);
        return answers;
    }

    private static Optional<Refusal> refusal(
            OpeningStore.Opening opening, TradeState state, BoardStore.@Nullable Entry bid, Order order) {
        if (opening.phase() == OpeningPhase.PAUSED) {
            return Optional.of(new Refusal("OPENING_PAUSED", BASIS, "平台故障处理中，开标已暂停，恢复后解密时间相应顺延"));
        }
        if (opening.phase() != OpeningPhase.DECRYPTING || order.at().isAfter(opening.windowEnd())) {
            return Optional.of(new Refusal("DECRYPTION_OVER", BASIS, "解密时间已结束"));
        }
        if (state != TradeState.OPENING) {
            return Optional.of(new Refusal("TRADE_SUSPENDED", "招标投标法实施条例 §61", "交易已被责令暂停，恢复后解密时间相应顺延"));
        }
        if (bid != null && bid.state() == BidState.OPENED) {
            return Optional.of(new Refusal("ALREADY_OPENED", BASIS, "投标文件已解密，无需重复操作"));
        }
        return Optional.empty();
    }
}
