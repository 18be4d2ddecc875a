package org.mingjian.identity.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Organisation.Kind;
import org.mingjian.identity.Role;
import org.mingjian.ops.StartNote;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 沙箱样例: a small province with one account for every role. Only in a sandbox or a test, and only into an empty
 * database; the password is public, which is why production never loads it.
 */
@Component
@Profile({"sandbox", "test"})
@Order(10)
public class SampleAccounts implements ApplicationRunner, StartNote {

    /** Password of every sample account. */
    public static final String PASSWORD = "mingjian2026";

    /** One line of the printed list. */
    public record Sample(String login, String name, Role role, String organisation) {}

    public static final List<Sample> SAMPLES = List.of(
            new Sample("tenderer", "赵明", Role.TENDERER, "明州市城市建设投资集团有限公司"),
            new Sample("agency", "钱慧", Role.AGENCY, "明州正衡招标代理有限公司"),
            new Sample("bidder1", "孙立", Role.BIDDER, "江北建工集团有限公司"),
            new Sample("bidder2", "李强", Role.BIDDER, "河阳路桥工程有限公司"),
            new Sample("bidder3", "周敏", Role.BIDDER, "云岭建设发展有限公司"),
            new Sample("bidder4", "吴刚", Role.BIDDER, "南原市政工程有限公司"),
            new Sample("expert1", "郑工", Role.EXPERT, ""),
            new Sample("expert2", "王工", Role.EXPERT, ""),
            new Sample("expert3", "冯工", Role.EXPERT, ""),
            new Sample("expert4", "陈工", Role.EXPERT, ""),
            new Sample("expert5", "褚工", Role.EXPERT, ""),
            new Sample("expert6", "卫工", Role.EXPERT, ""),
            new Sample("expert7", "蒋工", Role.EXPERT, ""),
            new Sample("expert8", "沈工", Role.EXPERT, ""),
            new Sample("centre", "韩静", Role.CENTRE_STAFF, "明州市公共资源交易中心"),
            new Sample("supervisor", "杨正", Role.SUPERVISOR, "明州市住房和城乡建设局"),
            new Sample("witness", "朱见", Role.WITNESS, "明州市公共资源交易中心"),
            new Sample("office", "何理", Role.MANAGEMENT, "明省公共资源交易管理办公室"),
            new Sample("data", "曹数", Role.DATA_OFFICER, "明省公共资源交易服务中心"),
            new Sample("data2", "严据", Role.DATA_OFFICER, "明州市公共资源交易中心"),
            new Sample("centre2", "吕清", Role.CENTRE_STAFF, "清河县公共资源交易中心"),
            new Sample("supervisor2", "施察", Role.SUPERVISOR, "清河县住房和城乡建设局"),
            new Sample("sysadmin", "秦维", Role.SYSTEM_ADMINISTRATOR, "明省公共资源交易服务中心"),
            new Sample("secadmin", "尤安", Role.SECURITY_ADMINISTRATOR, "明省公共资源交易服务中心"),
            new Sample("auditor", "许审", Role.AUDITOR, "明省公共资源交易服务中心"));

    private final Accounts accounts;
    private final TransactionTemplate transaction;

    SampleAccounts(Accounts accounts, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            if (accounts.accountByLogin("tenderer").isEmpty()) {
                organisations();
                SAMPLES.forEach(this::account);
            }
        });
    }

    /** What {@code ./mingjian run} prints: one account a line, ready to type. */
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  样例账户 sample accounts, password " + PASSWORD);
        for (Sample sample : SAMPLES) {
            lines.add("    %-11s %s %s %s"
                    .formatted(sample.login(), sample.role().title(), sample.name(), sample.organisation())
                    .stripTrailing());
        }
        return lines;
    }

    private void organisations() {
        UUID province = add("明省", Kind.PROVINCE, "990000", null, null);
        UUID city = add("明州市", Kind.CITY, "990100", null, province);
        UUID county = add("清河县", Kind.COUNTY, "990122", null, city);
        add("明省公共资源交易管理办公室", Kind.DEPARTMENT, "990000", null, province);
        add("清河县公共资源交易中心", Kind.CENTRE, "990122", null, county);
        add("清河县住房和城乡建设局", Kind.DEPARTMENT, "990122", null, county);
        add("明省公共资源交易服务中心", Kind.CENTRE, "990000", "12990000MB0A0000X3", province);
        add("明州市公共资源交易中心", Kind.CENTRE, "990100", "12990100MB0A0000X8", city);
        add("明州市住房和城乡建设局", Kind.DEPARTMENT, "990100", "11990100MB0A0000XB", city);
        add("明州市城市建设投资集团有限公司", Kind.COMPANY, "990100", "91990100MA00000A9K", null);
        add("明州正衡招标代理有限公司", Kind.COMPANY, "990100", "91990100MA00000B7E", null);
        add("江北建工集团有限公司", Kind.COMPANY, "990100", "91990100MA00000C59", null);
        add("河阳路桥工程有限公司", Kind.COMPANY, "990100", "91990100MA00000D34", null);
        add("云岭建设发展有限公司", Kind.COMPANY, "990100", "91990100MA00000E1Y", null);
        add("南原市政工程有限公司", Kind.COMPANY, "990100", "91990100MA00000FXN", null);
    }

    private UUID add(String name, Kind kind, String region, @Nullable String credit, @Nullable UUID parent) {
        return accounts.addOrganisation(new Organisation(UUID.randomUUID(), name, kind, region, credit, parent))
                .id();
    }

    private void account(Sample sample) {
        UUID organisation = accounts.organisations(null).stream()
                .filter(found -> found.name().equals(sample.organisation()))
                .findFirst()
                .map(Organisation::id)
                .orElse(null);
        accounts.add(
                new Accounts.NewAccount(sample.login(), sample.name(), PASSWORD, Set.of(sample.role()), organisation));
    }
}
