package org.mingjian.intake.app;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Caller;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.Draft.AttachmentKind;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.store.RegistrationStore;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** 沙箱样例: registrations in every state, made by the same use cases as real ones; only into an empty database. */
@Component
class SampleRegistrations {

    private static final String CLIENT = "91990100MA00000A9K";

    private record Project(String name, String section, String tradeClass, String estimate) {}

    private static final List<Project> ACCEPTED = List.of(
            new Project("清河北路道路改造工程", "施工一标段", "A02", "18500000.00"),
            new Project("明州市第二人民医院门诊楼", "施工总承包", "A01", "236000000.00"),
            new Project("东湖水库除险加固工程", "施工标段", "A07", "42800000.00"),
            new Project("省道 S301 明州段路面大修", "第二标段", "A03", "67500000.00"),
            new Project("南城实验学校新建工程", "施工总承包", "A01", "98000000.00"),
            new Project("滨江绿道二期", "园林景观施工", "A02", "12600000.00"));

    private final RegistrationStore store;
    private final DraftingRegistrations drafting;
    private final DecidingRegistrations deciding;
    private final Accounts accounts;
    private final Documents documents;

    SampleRegistrations(
            RegistrationStore store,
            DraftingRegistrations drafting,
            DecidingRegistrations deciding,
            Accounts accounts,
            Documents documents) {
        this.store = store;
        this.drafting = drafting;
        this.deciding = deciding;
        this.accounts = accounts;
        this.documents = documents;
    }

    @Bean
    @Profile("sandbox")
    @ConditionalOnExpression("'${mingjian.tier:province}' != 'nation'")
    @Order(30)
    ApplicationRunner sampleRegistrationsAtStart() {
        return arguments -> {
            if (store.count(new RegistrationStore.Wanted(null, true, null, null)) == 0) {
                load();
            }
        };
    }

    void load() {
        Caller agency = caller("agency");
        Caller tenderer = caller("tenderer");
        Caller centre = caller("centre");
        for (Project project : ACCEPTED) {
            deciding.accept(submitted(project, agency).id(), null, centre);
        }
        submitted(new Project("老旧小区改造（三期）", "施工标段", "A01", "35200000.00"), agency);
        Registration late = submitted(new Project("城北污水处理厂提标改造", "施工标段", "A02", "88000000.00"), tenderer);
        deciding.giveBack(late.id(), null, "资金来源证明已过有效期，请更新后重新提交", centre);
        drafting.begin(draft(new Project("体育公园配套道路", "施工标段", "A02", "9600000.00"), tenderer), tenderer);
    }

    private Registration submitted(Project project, Caller caller) {
        return drafting.submit(drafting.begin(draft(project, caller), caller).id(), caller);
    }

    private Draft draft(Project project, Caller caller) {
        boolean byAgency = caller.login().equals("agency");
        List<Draft.Attachment> attachments = new ArrayList<>();
        attachments.add(attachment(AttachmentKind.APPROVAL, "立项批复（样例）.pdf", caller));
        attachments.add(attachment(AttachmentKind.FUNDING, "资金来源证明（样例）.pdf", caller));
        if (byAgency) {
            attachments.add(attachment(AttachmentKind.AGENCY_CONTRACT, "招标代理委托合同（样例）.pdf", caller));
        }
        int serial = Math.floorMod(project.name().hashCode(), 900_000) + 100_000;
        return new Draft(
                project.name(),
                "2026-990100-48-01-" + serial,
                new Draft.Approval(Draft.ApprovalKind.APPROVAL, "明发改〔2026〕" + serial % 300 + "号", "明州市发展和改革委员会"),
                new Draft.Funding(Draft.FundingKind.BUDGET, null),
                "990100",
                project.tradeClass(),
                new Draft.Tenderer(byAgency ? CLIENT : null, null),
                project.section(),
                project.estimate(),
                new Draft.Contact(caller.name(), "0990-8300012"),
                attachments);
    }

    private Draft.Attachment attachment(AttachmentKind kind, String name, Caller caller) {
        byte[] bytes = ("%PDF-1.4\n% " + kind.name() + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
        var stored = documents.keep(name, DocumentOwner.of(caller), new ByteArrayInputStream(bytes));
        return new Draft.Attachment(kind, stored.id(), stored.ref());
    }

    private Caller caller(String login) {
        AccountView account = accounts.accountByLogin(login).orElseThrow();
        return new Caller(
                account.id(),
                account.login(),
                account.name(),
                account.roles(),
                Optional.ofNullable(account.organisation())
                        .flatMap(accounts::organisation)
                        .orElse(null),
                null);
    }
}
