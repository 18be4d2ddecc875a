package org.mingjian.exchange.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.PeerStore;
import org.springframework.stereotype.Service;

/**
 * One turn of a lane: files first, then the next records, then what the upper node has found. Nothing is marked before
 * it is answered for, so a turn that breaks off anywhere is simply taken again.
 */
@Service
class Sending {

    private static final int BATCH = 500;
    private static final int PART = 512 * 1024;

    private final UpperLine line;
    private final OutboundStore outbound;
    private final HearingFeedback hearing;
    private final FileStore files;

    Sending(UpperLine line, OutboundStore outbound, HearingFeedback hearing, FileStore files) {
        this.line = line;
        this.outbound = outbound;
        this.hearing = hearing;
        this.files = files;
    }

    /** @return true when there is more to do at once */
    boolean turn(Lane lane) throws UpperLine.Away, InterruptedException {
        Optional<PeerStore.Peer> upper = line.upper();
        if (upper.isEmpty()) {
            return false;
        }
        List<Wire.Sent> batch = outbound.waiting(lane, BATCH);
        if (!batch.isEmpty()) {
            for (Wire.Sent one : batch) {
                for (Wire.File file : one.files()) {
                    send(upper.get(), file);
                }
            }
            Wire.Receipts answer = line.ask(upper.get(), "records", new Wire.Records(lane, batch), Wire.Receipts.class);
            hearing.receipts(lane, batch, answer);
            if (!answer.conflicts().isEmpty()) {
                throw new UpperLine.Away(
                        "上级平台已有序号" + answer.conflicts().getFirst() + "的另一条记录：本平台可能恢复到了旧的备份，" + "须与上级平台核对后处理");
            }
        }
        boolean heard = hear(lane, upper.get());
        return heard || !batch.isEmpty() && outbound.queued(lane);
    }

    private boolean hear(Lane lane, PeerStore.Peer upper) throws UpperLine.Away, InterruptedException {
        Wire.Feedback feedback =
                line.ask(upper, "feedback", new Wire.FeedbackAsked(lane, hearing.cursor(lane)), Wire.Feedback.class);
        if (feedback.found().isEmpty()) {
            return false;
        }
        if (!feedback.found().stream().allMatch(Wire.Found::isWhole)) {
            throw new UpperLine.Away("上级平台的反馈不完整");
        }
        hearing.hear(lane, upper.code(), feedback);
        return true;
    }

    /** From where the upper node says it has come to; what we do not have is not sent, and is refused there. */
    private void send(PeerStore.Peer upper, Wire.File file) throws UpperLine.Away, InterruptedException {
        Optional<Long> size = size(file);
        if (size.isEmpty()) {
            return;
        }
        Wire.FileState state = part(upper, file.sm3(), size.get(), 0, new byte[0]);
        int tries = 0;
        while (!state.whole()) {
            long offset = state.have();
            try {
                byte[] bytes = files.read(file.sm3(), offset, PART);
                state = part(upper, file.sm3(), size.get(), offset, bytes);
            } catch (IOException unreadable) {
                throw new UpperLine.Away("附件读不出来：" + file.name(), unreadable);
            }
            if (state.have() <= offset && ++tries > 3) {
                throw new UpperLine.Away("附件送不过去：" + file.name() + " " + state.problem());
            }
        }
    }

    private Optional<Long> size(Wire.File file) throws UpperLine.Away {
        try {
            return files.size(file.sm3());
        } catch (UncheckedIOException unreadable) {
            throw new UpperLine.Away("附件读不出来：" + file.name(), unreadable);
        }
    }

    private Wire.FileState part(PeerStore.Peer upper, String sm3, long size, long offset, byte[] bytes)
            throws UpperLine.Away, InterruptedException {
        return line.ask(upper, "file", new Wire.FilePart(sm3, size, offset, bytes), Wire.FileState.class);
    }
}
