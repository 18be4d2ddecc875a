package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/**
 * 证书到期提醒: 90, 30 and 15 days before the end of the newest certificate; and 72 hours before the deadline of a bid handed
 * in, when no certificate of the bidder will be good for its opening.
 */
@Component
class CertificateDuties implements Duties {

    private static final List<Integer> DAYS = List.of(15, 30, 90);
    private static final Duration BEFORE_DEADLINE = Duration.ofHours(72);

    /** Opening and decryption follow the deadline; the certificate must still be good then. */
    private static final Duration OPENING = Duration.ofHours(24);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String BASIS = "电子签名法 §13，电子招标投标办法（20号令）§40";

    private final Accounts accounts;
    private final BidStore bids;
    private final Tenders tenders;
    private final InstantSource clock;

    CertificateDuties(Accounts accounts, BidStore bids, Tenders tenders, InstantSource clock) {
        this.accounts = accounts;
        this.bids = bids;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        Instant now = clock.instant();
        Optional<Instant> end = accounts.certificatesOf(caller.account()).stream()
                .map(CertificateView::notAfter)
                .max(Instant::compareTo);
        if (end.isEmpty()) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        expiry(end.get(), now).ifPresent(duties::add);
        Organisation own = caller.organisation();
        if (own != null) {
            for (String code : bids.waitingOf(own.id())) {
                deadline(tenders.get(code), end.get(), now).ifPresent(duties::add);
            }
        }
        return duties;
    }

    private static Optional<Duty> expiry(Instant end, Instant now) {
        for (int days : DAYS) {
            if (!end.isAfter(now.plus(Duration.ofDays(days)))) {
                String why = end.isAfter(now)
                        ? "证书将于 " + text(end) + " 到期，已不足 " + days + " 天；请换发并绑定新证书"
                        : "证书已于 " + text(end) + " 到期，不能再登录、签名；请换发并绑定新证书";
                return Optional.of(
                        new Duty("certificate:" + days, "更换数字证书", why, BASIS, end, null, "/certificate", null));
            }
        }
        return Optional.empty();
    }

    private static Optional<Duty> deadline(TradeView trade, Instant end, Instant now) {
        Instant deadline = trade.requireTerms().bidDeadline();
        boolean soon = now.isAfter(deadline.minus(BEFORE_DEADLINE)) && now.isBefore(deadline);
        if (!soon || end.isAfter(deadline.plus(OPENING))) {
            return Optional.empty();
        }
        String why = "证书 " + text(end) + " 到期，早于或临近开标（投标截止 " + text(deadline) + "）：届时可能无法签到、解密；请立即更换";
        return Optional.of(new Duty(
                "certificate-deadline:" + trade.code(),
                "投标截止前更换数字证书",
                why,
                BASIS,
                deadline,
                null,
                "/certificate",
                new Duty.Trade(trade.code(), trade.title())));
    }

    private static String text(Instant at) {
        return DAY.format(LocalDateTime.ofInstant(at, CHINA));
    }
}
