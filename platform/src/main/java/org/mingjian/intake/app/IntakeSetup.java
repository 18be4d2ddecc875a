package org.mingjian.intake.app;

import org.mingjian.coding.Codes;
import org.mingjian.coding.PlatformCode;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of acceptance. */
@Configuration
class IntakeSetup {

    /** @param platform 平台标识码 as issued by 中国招标投标公共服务平台; the default is the sandbox's */
    @Bean
    DecidingRegistrations.Opening opening(
            Codes codes, Tenders tenders, @Value("${mingjian.platform-code:E9901000001}") String platform) {
        return new DecidingRegistrations.Opening(codes, tenders, new PlatformCode(platform));
    }
}
