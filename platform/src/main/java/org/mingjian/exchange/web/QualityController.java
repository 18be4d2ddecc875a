package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.OutgoingRecords;
import org.mingjian.exchange.app.ComparingLedgers;
import org.mingjian.exchange.app.Correcting;
import org.mingjian.exchange.app.WatchingQuality;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The data officer's desk 数据专员: what failed and why, what goes again, how good the data are. */
@RestController
class QualityController {

    private final QualityStore quality;
    private final OutgoingRecords outgoing;
    private final OutgoingStore setAside;
    private final WatchingQuality watching;
    private final Correcting correcting;
    private final ComparingLedgers comparing;

    QualityController(
            QualityStore quality,
            OutgoingStore outgoing,
            WatchingQuality watching,
            Correcting correcting,
            ComparingLedgers comparing) {
        this.quality = quality;
        this.outgoing = outgoing;
        this.setAside = outgoing;
        this.watching = watching;
        this.correcting = correcting;
        this.comparing = comparing;
    }

    record RefusedPage(List<QualityStore.Refused> items, long total, int page, int size) {}

    /** @param fields corrected values by name; an empty value takes the field out */
    record Correction(
            @Nullable Map<String, String> fields,
            @NotBlank @Size(max = 500) String reason) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/state")
    WatchingQuality.State state() {
        return watching.state();
    }

    /** @param side {@code sent} up, or {@code received} from below; {@code book} {@code real} or {@code test} */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/board")
    WatchingQuality.Board board(
            @RequestParam(defaultValue = "sent") String side,
            @RequestParam(defaultValue = "real") String book,
            @RequestParam(defaultValue = "30") int days) {
        Duration back = Duration.ofDays(Math.clamp(days, 1, 400));
        return side.equals("received") ? watching.received(book, back) : watching.sent(book, back);
    }

    /** Refused by the upper node and not settled. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/refused")
    RefusedPage refused(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        String text = q.replaceAll("[^0-9A-Za-z-]", "");
        int wide = Math.clamp(size, 1, 100);
        int from = Math.clamp(page, 0, 1_000_000);
        return new RefusedPage(quality.refused(text, from, wide), quality.refusedCount(text), from, wide);
    }

    /** Never sent: a mandatory field that no fact says, or a finding of our own checks. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/held")
    List<OutgoingRecords.Held> held(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return outgoing.held(Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, 100));
    }

    /** Facts that no records could be made of. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/set-aside")
    List<OutgoingStore.SetAside> setAside(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return setAside.setAside(Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, 100));
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/refused/{lane}/{number}/resend")
    void again(
            @PathVariable String lane,
            @PathVariable long number,
            @RequestBody @Valid Correction correction,
            Caller caller) {
        Map<String, String> fields = correction.fields() == null ? Map.of() : correction.fields();
        correcting.again(lane(lane), number, fields, correction.reason(), caller.actor());
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/refused/{lane}/{number}/settle")
    void settle(
            @PathVariable String lane, @PathVariable long number, @RequestBody @Valid Reason reason, Caller caller) {
        correcting.settle(lane(lane), number, reason.reason(), caller.actor());
    }

    /** 核对 now; the same runs each night. */
    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/compare")
    List<ComparingLedgers.Compared> compare() {
        return comparing.compare();
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/differences")
    List<QualityStore.Difference> differences(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return quality.differences(Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, 100));
    }

    private static Lane lane(String name) {
        return Lane.named(name)
                .orElseThrow(() -> new PlatformException(ExchangeError.RECORD_NOT_FOUND, "通道为LIVE、HISTORY或TEST"));
    }
}
