package org.mingjian.expert.app;

import java.time.LocalDate;
import java.util.List;
import org.mingjian.expert.Experts;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.Tie;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 沙箱样例: takes the sample accounts expert1 … expert8 into the pool, one of them with a tie to a sample bidder. */
@Component
@Profile({"sandbox", "test"})
@Order(20)
class SampleExperts implements ApplicationRunner {

    /** 工程施工, as the sample trades ask for. */
    private static final String CONSTRUCTION = "A08";

    private static final List<String> EMPLOYERS =
            List.of("明州大学", "明州市建筑设计研究院", "明省工程咨询中心", "明州职业技术学院", "省建筑科学研究院", "明州市市政设计院", "明省交通规划院", "明州市造价协会");

    private final Accounts accounts;
    private final Experts experts;
    private final TransactionTemplate transaction;

    SampleExperts(Accounts accounts, Experts experts, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.experts = experts;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < EMPLOYERS.size(); i++) {
                int number = i;
                accounts.accountByLogin("expert" + (i + 1))
                        .filter(account -> experts.byAccount(account.id()).isEmpty())
                        .ifPresent(account -> experts.register(sample(account, number), Actor.SYSTEM));
            }
        });
    }

    private static NewExpert sample(Accounts.AccountView account, int number) {
        List<Tie> ties = number == 7
                ? List.of(new Tie(Tie.Kind.PAST_EMPLOYER, "云岭建设发展有限公司", null, LocalDate.of(2020, 1, 31)))
                : List.of();
        return new NewExpert(
                account.id(),
                account.name(),
                EMPLOYERS.get(number),
                null,
                "990100",
                List.of(CONSTRUCTION),
                15,
                ties,
                null);
    }
}
