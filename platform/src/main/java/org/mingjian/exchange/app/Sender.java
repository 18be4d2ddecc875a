package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.mingjian.exchange.domain.Lane;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Who reports: this platform as the level above knows it. */
@Component
class Sender {

    private final String system;
    private final String platformCode;
    private final String name;
    private final String address;
    private final String operator;
    private final boolean live;
    private final InstantSource clock;

    Sender(
            @Value("${mingjian.exchange.system:9901}") String system,
            @Value("${mingjian.platform-code:E9901000001}") String platformCode,
            @Value("${mingjian.portal.name:明鉴公共资源交易平台}") String name,
            @Value("${mingjian.portal.address:}") String address,
            @Value("${mingjian.exchange.operator:12990100MB0A0000X8}") String operator,
            Environment environment,
            InstantSource clock) {
        if (system.length() != 4) {
            throw new IllegalArgumentException("mingjian.exchange.system must have four characters");
        }
        this.system = system;
        this.platformCode = platformCode;
        this.name = name;
        this.address = address.isEmpty() ? "http://localhost" : address;
        this.operator = operator;
        this.clock = clock;
        this.live = environment.acceptsProfiles(Profiles.of("production"));
    }

    /** 系统编号, the first four characters of each key. */
    String system() {
        return system;
    }

    /** A sandbox makes test data, which may only take the second channel (运行管理办法 §10). */
    int channel() {
        return live ? 1 : 2;
    }

    /** The second channel: what is brought in from elsewhere is never live. */
    Lane history() {
        return live ? Lane.HISTORY : Lane.TEST;
    }

    /** What happened long ago is history when it is read now: the first channel takes live data only. */
    Lane lane(Instant at) {
        if (!live) {
            return Lane.TEST;
        }
        return at.isBefore(clock.instant().minus(Duration.ofDays(1))) ? Lane.HISTORY : Lane.LIVE;
    }

    /** @param tradeCode the trade that a record is about; else the platform's own operator stands in it */
    Map<String, String> platform(String tradeCode) {
        String by = tradeCode.length() == 40 ? tradeCode.substring(4, 22) : operator;
        return Map.of(
                "operator", by,
                "service", by,
                "code", platformCode,
                "name", name,
                "address", address);
    }
}
