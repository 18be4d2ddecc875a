package org.mingjian.expert.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mingjian.expert.DrawRecord;
import org.mingjian.expert.DrawRequest;
import org.mingjian.expert.ExpertError;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertState;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.Experts;
import org.mingjian.expert.Interested;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.domain.Avoidance;
import org.mingjian.expert.domain.Drawing;
import org.mingjian.expert.store.ExpertStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the pool and draws from it. */
@Service
public class KeepingExperts implements Experts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern SPECIALTY = Pattern.compile("[A-Z]\\d{2,8}");
    /** Fewer candidates than this for each seat are noted in the record. */
    private static final int CANDIDATES_FOR_EACH = 3;

    /** From which states an expert may come to a state. */
    private static final Map<ExpertState, Set<ExpertState>> BEFORE = new EnumMap<>(Map.of(
            ExpertState.ACTIVE, EnumSet.of(ExpertState.PAUSED),
            ExpertState.PAUSED, EnumSet.of(ExpertState.ACTIVE),
            ExpertState.RETIRED, EnumSet.of(ExpertState.ACTIVE, ExpertState.PAUSED)));

    private final ExpertStore store;
    private final Facts facts;
    private final InstantSource clock;

    KeepingExperts(ExpertStore store, Facts facts, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public ExpertId register(NewExpert expert, Actor actor) {
        return registerAll(List.of(expert), actor).getFirst();
    }

    /** All or none (入库、批量导入). */
    @Transactional
    public List<ExpertId> registerAll(List<NewExpert> experts, Actor actor) {
        Instant now = clock.instant();
        var ids = new ArrayList<ExpertId>(experts.size());
        var news = new ArrayList<NewFact>(experts.size());
        for (int i = 0; i < experts.size(); i++) {
            NewExpert expert = experts.get(i);
            check(expert, i + 1);
            ExpertId id = new ExpertId(UUID.randomUUID());
            try {
                store.add(id, expert, now);
            } catch (DuplicateKeyException e) {
                throw new PlatformException(ExpertError.ACCOUNT_TAKEN, "第 " + (i + 1) + " 行", e);
            }
            ids.add(id);
            news.add(NewFact.secret(stream(id), "expert.registered", actor, expert, Secrecy.SEALED));
        }
        facts.recordAll(news);
        return ids;
    }

    private static void check(NewExpert expert, int line) {
        if (expert.name().isBlank()
                || expert.employer().isBlank()
                || expert.specialties().isEmpty()) {
            throw new PlatformException(ExpertError.INVALID_EXPERT, "第 " + line + " 行：姓名、单位、专业不能为空");
        }
        for (String specialty : expert.specialties()) {
            if (!SPECIALTY.matcher(specialty).matches()) {
                throw new PlatformException(ExpertError.INVALID_EXPERT, "第 " + line + " 行：专业代码 " + specialty);
            }
        }
    }

    /** 暂停、恢复、退出, each with its reason. */
    @Transactional
    public ExpertView move(ExpertId id, ExpertState to, String reason, Actor actor) {
        ExpertView expert = get(id);
        if (!BEFORE.getOrDefault(to, Set.of()).contains(expert.state())) {
            throw new PlatformException(
                    ExpertError.WRONG_EXPERT_STATE, expert.state().title() + " → " + to.title());
        }
        store.state(id, to, reason, clock.instant());
        facts.record(NewFact.secret(
                stream(id),
                "expert." + to.name().toLowerCase(java.util.Locale.ROOT),
                actor,
                Map.of("reason", reason),
                Secrecy.SEALED));
        return get(id);
    }

    @Override
    public Optional<ExpertView> find(ExpertId id) {
        return store.find(id);
    }

    private ExpertView get(ExpertId id) {
        return store.find(id).orElseThrow(() -> new PlatformException(ExpertError.EXPERT_NOT_FOUND, id.toString()));
    }

    @Override
    public Optional<ExpertView> byAccount(UUID account) {
        return store.byAccount(account);
    }

    @Override
    public Optional<String> avoidance(ExpertId id, List<Interested> interested, LocalDate day) {
        return Avoidance.reason(get(id), interested, day);
    }

    @Override
    public Outcome<DrawRecord> draw(DrawRequest request) {
        var rounds = new ArrayList<DrawRecord.Round>();
        var notes = new ArrayList<String>();
        Set<ExpertId> taken = new HashSet<>(request.excluded());
        for (DrawRequest.Need need : request.needs()) {
            DrawRecord.Round round = round(request, need, taken, notes);
            if (round.drawn().size() < need.number()) {
                return Outcome.refused(
                        "EXPERT_POOL_TOO_SMALL",
                        "招标投标法实施条例 §46",
                        "专业 " + need.specialty() + " 需 " + need.number() + " 人，回避后可抽取的专家不足，请扩大专业或区域");
            }
            taken.addAll(round.drawn());
            rounds.add(round);
        }
        return Outcome.done(
                new DrawRecord(request.purpose(), request.at(), Sm3.hex(request.seed()), rounds, List.copyOf(notes)));
    }

    private DrawRecord.Round round(
            DrawRequest request, DrawRequest.Need need, Set<ExpertId> taken, List<String> notes) {
        Choice choice = choice(request, need, taken, request.regionCode());
        if (request.regionCode() != null && choice.free().size() < need.number()) {
            notes.add("专业 " + need.specialty() + "：本地区候选 " + choice.free().size() + " 人，扩大到全省");
            choice = choice(request, need, taken, null);
        }
        if (choice.free().size() < CANDIDATES_FOR_EACH * need.number()) {
            notes.add("专业 " + need.specialty() + "：候选 " + choice.free().size() + " 人，不足需抽人数的 " + CANDIDATES_FOR_EACH
                    + " 倍");
        }
        List<ExpertId> ordered = Drawing.ordered(choice.free());
        List<ExpertId> drawn = new Drawing(request.seed(), request.purpose(), request.at(), need.specialty())
                .draw(ordered, need.number());
        return new DrawRecord.Round(
                need.specialty(), need.number(), ordered, Drawing.digest(ordered), choice.excluded(), drawn);
    }

    private record Choice(List<ExpertId> free, List<DrawRecord.Excluded> excluded) {}

    private Choice choice(
            DrawRequest request,
            DrawRequest.Need need,
            Set<ExpertId> taken,
            @org.jspecify.annotations.Nullable String region) {
        LocalDate day = request.at().atZone(ZONE).toLocalDate();
        var free = new ArrayList<ExpertId>();
        var excluded = new ArrayList<DrawRecord.Excluded>();
        for (ExpertView expert : store.callable(need.specialty(), region)) {
            if (taken.contains(expert.id())) {
                excluded.add(new DrawRecord.Excluded(expert.id(), "已被抽取或时间冲突"));
                continue;
            }
            Optional<String> reason = Avoidance.reason(expert, request.interested(), day);
            reason.ifPresentOrElse(
                    why -> excluded.add(new DrawRecord.Excluded(expert.id(), why)), () -> free.add(expert.id()));
        }
        return new Choice(free, excluded);
    }

    private static String stream(ExpertId id) {
        return "expert:" + id;
    }
}
