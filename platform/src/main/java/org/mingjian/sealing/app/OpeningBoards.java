package org.mingjian.sealing.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live pages of this node. Each watched page is read at most four times a second however much happens and however
 * many watch, and what changed goes to all watchers as one frame.
 */
@Component
public class OpeningBoards implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningBoards.class);
    private static final long STEP_MILLIS = 250;
    private static final long HEARTBEAT_MILLIS = 10_000;

    /** Where frames go, JSON in UTF-8 without a line break; throws when the watcher is gone. */
    public interface Watcher {
        void send(String id, String event, byte[] data) throws IOException;
    }

    private final OpeningStore openings;
    private final BoardStore bids;
    private final JsonMapper json;
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, OpeningBoard> boards = new ConcurrentHashMap<>();
    private final Bell bell = new Bell();
    private volatile boolean running;
    private @Nullable Thread thread;

    OpeningBoards(OpeningStore openings, BoardStore bids, JsonMapper json) {
        this.openings = openings;
        this.bids = bids;
        this.json = json;
    }

    /** Something changed; call it after the transaction. */
    public void touch(String trade) {
        OpeningBoard board = boards.get(trade);
        if (board != null) {
            board.touch();
        }
    }

    /** The page as it is now; nothing before the deadline. */
    Optional<OpeningBoard.Page> page(String trade) {
        return board(trade).map(board -> {
            if (board.isStale()) {
                refresh(trade, board);
            }
            return board.page();
        });
    }

    private Optional<OpeningBoard> board(String trade) {
        OpeningBoard known = boards.get(trade);
        if (known != null) {
            return Optional.of(known);
        }
        return read(trade).map(view -> boards.computeIfAbsent(trade, code -> new OpeningBoard(epoch, view, json)));
    }

    private Optional<BoardView> read(String trade) {
        return openings.find(trade)
                .map(opening -> BoardView.of(opening, bids.board(trade), openings.objections(trade)));
    }

    private void refresh(String trade, OpeningBoard board) {
        synchronized (board) {
            if (board.isStale()) {
                board.clean();
                read(trade).ifPresent(board::show);
            }
        }
    }

    /**
     * Sends changes until the watcher is gone or the platform stops. Before the deadline there is only the heartbeat,
     * and one {@code reset} when the opening begins.
     *
     * @param lastId what the watcher has seen, from its last connection
     */
    public void watch(String trade, @Nullable String lastId, Watcher watcher) {
        try {
            Optional<OpeningBoard> found = board(trade);
            boolean waited = found.isEmpty();
            while (running && found.isEmpty()) {
                watcher.send("", "heartbeat", OpeningBoard.EMPTY);
                for (int i = 0; i < HEARTBEAT_MILLIS / STEP_MILLIS && running && found.isEmpty(); i++) {
                    Thread.sleep(STEP_MILLIS);
                    found = board(trade);
                }
            }
            if (found.isPresent()) {
                follow(found.get(), waited ? "before" : lastId, watcher);
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a watcher of {} is gone", trade, gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(OpeningBoard board, @Nullable String lastId, Watcher watcher)
            throws IOException, InterruptedException {
        board.watched(1);
        try {
            Optional<Long> seen = board.seen(lastId);
            long known = seen.orElseGet(board::revision);
            if (seen.isEmpty()) {
                send(watcher, board.reset());
            }
            while (running) {
                List<OpeningBoard.Frame> frames = board.after(known, HEARTBEAT_MILLIS);
                for (OpeningBoard.Frame frame : frames) {
                    send(watcher, frame);
                    known = Long.parseLong(frame.id().substring(frame.id().indexOf('-') + 1));
                }
                if (frames.isEmpty()) {
                    watcher.send("", "heartbeat", OpeningBoard.EMPTY);
                }
            }
        } finally {
            board.watched(-1);
        }
    }

    private static void send(Watcher watcher, OpeningBoard.Frame frame) throws IOException {
        watcher.send(frame.id(), frame.event(), frame.data());
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("opening-boards").start(this::turn);
    }

    /** Before the web server stops, so that no open stream holds it up. */
    @Override
    public void stop() {
        running = false;
        Thread turning = thread;
        if (turning != null) {
            bell.ring();
            Bell.join(turning);
        }
        boards.values().forEach(OpeningBoard::wake);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void turn() {
        while (running) {
            bell.await(STEP_MILLIS);
            try {
                boards.forEach((trade, board) -> {
                    if (board.isWatched() && board.isStale()) {
                        refresh(trade, board);
                    }
                });
                boards.values().removeIf(OpeningBoard::isForgotten);
            } catch (DataAccessException e) {
                LOG.warn("live pages wait for the database", e);
            }
        }
    }
}
