package org.mingjian.identity.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.kernel.Outcome;
import org.mingjian.pki.BroughtLists;
import org.mingjian.pki.BroughtLists.Look;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 人工导入吊销列表: whom a list leaves out may sign in, so one administrator brings it and another confirms, as for the trust
 * list itself. Both times it is looked at: meanwhile it may have run out, or a newer one may have come.
 */
@Service
public class BringingLists implements TwoPersonSetting {

    static final String SUBJECT = "trust.list";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final BroughtLists lists;
    private final ProposingSettings settings;
    private final Facts facts;

    BringingLists(BroughtLists lists, ProposingSettings settings, Facts facts) {
        this.lists = lists;
        this.settings = settings;
        this.facts = facts;
    }

    /** Keeps it aside and asks for a second person; a list that fails a check is not even proposed. */
    @Transactional
    public UUID propose(String authority, byte[] der, Caller caller) {
        Look look = lists.look(authority, der);
        requireGood(look);
        lists.offer(authority, der);
        return settings.propose(
                SUBJECT, Map.of("authority", authority, "sm3", look.sm3(), "list", words(look)), caller);
    }

    /** What the second person reads. */
    private static String words(Look look) {
        String number = look.number();
        return look.issuer() + " 签发，编号 " + (number == null ? "无" : number) + "，" + MINUTE.format(look.from()) + " 至 "
                + MINUTE.format(look.to()) + "，吊销 " + look.count() + " 张";
    }

    private static void requireGood(Look look) {
        if (!look.good()) {
            String words = look.checks().stream()
                    .filter(check -> !check.good())
                    .map(check -> check.what() + "：" + check.words())
                    .collect(Collectors.joining("；"));
            Outcome.refused("CRL_UNUSABLE", "电子签名法 §16", words).orRefuse();
        }
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public String title() {
        return "导入吊销列表";
    }

    @Override
    public String check(Map<String, String> values) {
        Look look = lists.offered(values.getOrDefault("authority", ""), values.getOrDefault("sm3", ""));
        requireGood(look);
        return look.authority();
    }

    @Override
    public void activate(Map<String, String> values, Actor by) {
        String authority = values.getOrDefault("authority", "");
        lists.take(authority, values.getOrDefault("sm3", ""));
        facts.record(NewFact.secret("trust:" + authority, "trust.list.taken", by, values, Secrecy.PARTIES));
    }
}
